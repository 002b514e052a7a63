using TaskManagement.Api.Engines;

namespace TaskManagement.Api;

/// <summary>A front end process of its own, beside the silos of a cluster.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (EngineClient.WhyNoProcessOfItsOwn is { } why)
        {
            await Console.Error.WriteLineAsync(why);
            return 1;
        }

        var builder = WebApplication.CreateBuilder(args);
        builder.UseEngineClient();
        builder.Services.AddTaskManagementApi(builder.Configuration);
        await using var application = builder.Build();
        application.MapTaskManagementApi();
        await application.RunAsync();
        return 0;
    }
}

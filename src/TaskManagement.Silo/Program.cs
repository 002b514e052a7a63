using Microsoft.Extensions.Hosting;
using TaskManagement.Silo.Engines;

namespace TaskManagement.Silo;

/// <summary>A silo process of its own, for a cluster with front ends beside it.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (EngineHosting.WhyNoProcessOfItsOwn is { } why)
        {
            await Console.Error.WriteLineAsync(why);
            return 1;
        }

        var builder = Host.CreateApplicationBuilder(args);
        builder.AddTaskManagementSilo();
        await builder.Build().RunAsync();
        return 0;
    }
}

using TaskManagement.Hosting;
using TaskManagement.Hosting.Engines;

namespace TaskManagement.Api;

/// <summary>A front end process of its own, beside the silos of a cluster.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (GrainEngine.WhyNoProcessOfItsOwn is { } why)
        {
            await Console.Error.WriteLineAsync(why);
            return 1;
        }

        return await HostProcess.RunAsync(() => ApiApplication.Create(args), ApiStartFailure.Describe);
    }
}

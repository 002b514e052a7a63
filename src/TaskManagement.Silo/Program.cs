using TaskManagement.Hosting;
using TaskManagement.Hosting.Engines;

namespace TaskManagement.Silo;

/// <summary>A silo process of its own, for a cluster with front ends beside it.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (GrainEngine.WhyNoProcessOfItsOwn is { } why)
        {
            await Console.Error.WriteLineAsync(why);
            return 1;
        }

        return await HostProcess.RunAsync(() => SiloApplication.Create(args), SiloStartFailure.Describe);
    }
}

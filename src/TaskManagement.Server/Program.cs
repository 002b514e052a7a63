using TaskManagement.Api;
using TaskManagement.Hosting;
using TaskManagement.Silo;

namespace TaskManagement.Server;

/// <summary>Silo and front end in one process.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => HostProcess.RunAsync(
        () => ServerApplication.Create(args),
        error => SiloStartFailure.Describe(error) ?? ApiStartFailure.Describe(error));
}

using TaskManagement.Api;
using TaskManagement.Hosting;
using TaskManagement.Server;
using TaskManagement.Silo;

namespace TaskManagement.NextRelease;

/// <summary>
/// The releases after this one, as far as the schema goes: the server of this build, which knows further migrations.
/// Tests run it and the server one after the other on the same data.
/// </summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => HostProcess.RunAsync(
        () => ServerApplication.Create(args, NextSchema.AddTo),
        error => SiloStartFailure.Describe(error) ?? ApiStartFailure.Describe(error));
}

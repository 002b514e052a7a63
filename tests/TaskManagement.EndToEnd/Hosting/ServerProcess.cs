namespace TaskManagement.EndToEnd.Hosting;

/// <summary>The real server as a process of its own, on a loopback port that the system picks.</summary>
internal sealed class ServerProcess : HttpProcess
{
    private const string Name = "TaskManagement.Server";
    private const string LaterName = "TaskManagement.NextRelease";

    private ServerProcess(ProductProcess process)
        : base(process)
    {
    }

    public static async Task<ServerProcess> StartAsync(string dataFolder, params string[] settings) =>
        new(await ProductProcess.StartAsync(Name, ReadyLine(), All(dataFolder, settings)));

    /// <summary>Starts the server of a later build, which knows a further schema.</summary>
    public static async Task<ServerProcess> StartLaterBuildAsync(string dataFolder, params string[] settings) =>
        new(await ProductProcess.StartAsync(LaterName, ReadyLine(), All(dataFolder, settings)));

    /// <summary>Starts a server that is expected to refuse; gives its exit code and what it said.</summary>
    public static Task<(int ExitCode, string Output)> RefuseAsync(string dataFolder, params string[] settings) =>
        ProductProcess.RefuseAsync(Name, All(dataFolder, settings));

    /// <summary>The same of a server whom file permissions bind.</summary>
    public static Task<(int ExitCode, string Output)> RefuseUnprivilegedAsync(string dataFolder) =>
        ProductProcess.RefuseAsync(Name, All(dataFolder, []), isUnprivileged: true);

    private static IEnumerable<string> All(string dataFolder, string[] settings)
    {
        yield return $"--Storage:Path={dataFolder}";
        if (!settings.Any(setting => setting.StartsWith("--Urls", StringComparison.Ordinal)))
            yield return "--Urls=http://127.0.0.1:0";
        foreach (var setting in settings)
            yield return setting;
    }
}

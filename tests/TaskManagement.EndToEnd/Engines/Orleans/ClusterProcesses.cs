using System.Security.Cryptography;
using System.Text.RegularExpressions;
using TaskManagement.EndToEnd.Hosting;
using TaskManagement.TestKit.PostgreSql;
using TaskManagement.TestKit.Processes;

namespace TaskManagement.EndToEnd.Engines;

/// <summary>A cluster as an operator runs it: PostgreSQL, silos and a front end, each a process of its own.</summary>
internal sealed partial class ClusterProcesses : IAsyncDisposable
{
    private readonly DataFolder _folder = new();
    private readonly PostgresServer _postgres;
    private readonly List<IAsyncDisposable> _processes = [];
    private readonly string[] _shared;

    private ClusterProcesses(PostgresServer postgres, string database)
    {
        _postgres = postgres;
        Database = database;
        _shared =
        [
            $"--ConnectionStrings:TaskManagement={database}", "--Cluster:Provider=PostgreSql",
            // A killed silo is out of the cluster after about two seconds, not fifteen.
            "--Cluster:ProbeSeconds=1", "--Cluster:ProbesMissedMax=2",
        ];
    }

    /// <summary>The connection string of its database.</summary>
    public string Database { get; }

    /// <summary>Its master key: silos share it.</summary>
    private string MasterKey { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>A database with Orleans' script applied, and no process yet.</summary>
    public static async Task<ClusterProcesses> CreateAsync()
    {
        var postgres = await PostgresServer.StartAsync(fsync: true);
        return new ClusterProcesses(postgres, await SchemaScript.CreateDatabaseAsync(postgres));
    }

    /// <summary>Starts a silo, which joins the others.</summary>
    public async Task<ProductProcess> StartSiloAsync(params string[] settings)
    {
        var silo = await ProductProcess.StartAsync("TaskManagement.Silo", SiloReadyLine(),
        [
            .. _shared, "--Storage:Provider=PostgreSql", $"--Storage:Path={_folder.Path}",
            $"--Storage:MasterKey={MasterKey}", "--Cluster:AdvertisedAddress=127.0.0.1",
            $"--Cluster:SiloPort={FreePort.Next()}", $"--Cluster:GatewayPort={FreePort.Next()}", .. settings,
        ]);
        _processes.Add(silo);
        return silo;
    }

    /// <summary>Starts a front end, which finds the silos by itself.</summary>
    public async Task<FrontEnd> StartFrontEndAsync()
    {
        var process = await ProductProcess.StartAsync(
            "TaskManagement.Api", FrontEnd.Line, [.. _shared, "--Urls=http://127.0.0.1:0"]);
        _processes.Add(process);
        return new FrontEnd(process);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.AsEnumerable().Reverse())
            await process.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex(@"Silo of the cluster \S+ ready")]
    private static partial Regex SiloReadyLine();

    /// <summary>A front end of the cluster.</summary>
    internal sealed class FrontEnd(ProductProcess process) : HttpProcess(process)
    {
        public static Regex Line => ReadyLine();
    }
}

using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TaskManagement.TestKit.Processes;
using TaskManagement.TestKit.Time;

namespace TaskManagement.TestKit.PostgreSql;

/// <summary>
/// A private PostgreSQL server from the installed binaries, on a free port of this machine, in a temporary folder. It
/// ends with this process, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    /// <summary>Its administrator's password.</summary>
    public const string Password = "only for tests";

    /// <summary>
    /// Runs the server until standard input says so or ends, as it does with the process of the tests. As root it
    /// becomes the user postgres, since a server refuses to run as root.
    /// </summary>
    private const string Script = """
        set -eu
        bin=$1 folder=$2 port=$3 fsync=$4 password=$5
        as=
        if [ "$(id -u)" = 0 ]; then
          as='setpriv --reuid=postgres --regid=postgres --clear-groups'
          chown postgres "$folder"
        fi
        cd "$folder"
        if [ ! -d data ]; then
          printf '%s' "$password" >password
          chmod a+r password
          $as "$bin/initdb" -D data -U postgres -E UTF8 --locale=C --no-sync \
            --auth=scram-sha-256 --pwfile=password >initdb.log 2>&1
        fi
        $as "$bin/postgres" -D data -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
          -c fsync="$fsync" -c max_connections=300 >>server.log 2>&1 &
        server=$!
        read -r after || after=remove
        kill -INT "$server" 2>/dev/null || :
        wait "$server" || :
        [ "$after" = keep ] || rm -rf "$folder"
        """;

    private static readonly string[] DataFolders = ["base", "pg_wal"];
    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => StartAsync());

    private readonly string _binaries;
    private readonly bool _fsync;
    private Process? _process;
    private int _databases;

    private PostgresServer(string binaries, bool fsync)
    {
        (_binaries, _fsync) = (binaries, fsync);
        Folder = Directory.CreateTempSubdirectory("taskmanagement-postgres-").FullName;
        Port = FreePort.Next();
    }

    /// <summary>Where its data lies.</summary>
    public string Folder { get; }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Why there can be no server here; <c>null</c> where there can, and on CI, where there must.</summary>
    public static string? WhyMissing =>
        PostgresBinaries.Folder is null && Environment.GetEnvironmentVariable("CI") != "true"
            ? "PostgreSQL is not installed: neither pg_config nor /usr/lib/postgresql has its binaries."
            : null;

    /// <summary>The one server of this test process; it does not wait for the disk.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Starts a server for one test.</summary>
    /// <param name="fsync">Whether it waits for the disk, as it must where its process is killed.</param>
    public static async Task<PostgresServer> StartAsync(bool fsync = false)
    {
        var server = new PostgresServer(
            PostgresBinaries.Folder ?? throw new InvalidOperationException("PostgreSQL is not installed."), fsync);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>The settings of a host that keeps its data there.</summary>
    public static KeyValuePair<string, string?>[] Settings(string connectionString) =>
        [new("Storage:Provider", "PostgreSql"), new("ConnectionStrings:TaskManagement", connectionString)];

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>The files of all its databases and its write-ahead log, with all that it held in memory.</summary>
    public async Task<string[]> FilesAsync()
    {
        await ExecuteAsync("CHECKPOINT");
        return [.. DataFolders.SelectMany(folder => Directory.GetFiles(
            Path.Combine(Folder, "data", folder), "*", SearchOption.AllDirectories))];
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The connection string of one of its databases.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = User,
        Password = Password,
    }.ToString();

    /// <summary>Starts it on the data and the port that it had.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("sh")
        {
            RedirectStandardInput = true,
            ArgumentList =
            {
                "-c", Script, "postgres", _binaries, Folder, Port.ToString(CultureInfo.InvariantCulture),
                _fsync ? "on" : "off", Password,
            },
        };
        _process = Process.Start(start)!;
        await Eventually.HoldsAsync(AnswersAsync, "PostgreSQL answers", TimeSpan.FromSeconds(60));
    }

    /// <summary>Ends all its connections and stops it; its data stay.</summary>
    public Task StopAsync() => EndAsync("keep");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync("remove");
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private async Task EndAsync(string after)
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process)
            return;
        await process.StandardInput.WriteLineAsync(after);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process!.HasExited)
            throw new InvalidOperationException($"PostgreSQL has ended: {Log()}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        return true;
    }

    private string Log() => string.Join('\n', Directory.GetFiles(Folder, "*.log").Select(File.ReadAllText));
}

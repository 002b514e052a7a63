using System.Globalization;
using Npgsql;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>
/// A pool of connections to the database. Whoever comes when all are taken waits, within the connection string's
/// time-out.
/// </summary>
internal sealed class PostgreSqlConnections : IAsyncDisposable
{
    /// <summary>
    /// A process that has vanished from the network must not hold the partitions for as long as TCP believes in it.
    /// </summary>
    private const string SessionOptions = $"-c idle_in_transaction_session_timeout=30s {VacuumPace}";

    /// <summary>A scrub must not take the disk away from requests; autovacuum rests as much.</summary>
    private const string VacuumPace = "-c vacuum_cost_delay=2ms";

    /// <summary>
    /// The server lets go of the lease of a machine that went away without a word in half a minute, not in two hours.
    /// </summary>
    private const string LastingOptions =
        "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private const int KeepAliveSeconds = 10;

    private readonly NpgsqlDataSource _pool;

    public PostgreSqlConnections(StorageOptions options, int connectionsMax)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            MaxPoolSize = connectionsMax,
            MaxAutoPrepare = options.PreparedStatementsMax,
            AutoPrepareMinUsages = 2,

            // No session changes its settings, so there is nothing to reset when it goes back to the pool.
            NoResetOnClose = true,

            // It holds contents of rows, which are personal, and errors are logged.
            IncludeErrorDetail = false,
        };
        settings.Options = $"{settings.Options} {SessionOptions}".Trim();
        settings.ApplicationName ??= string.Create(
            CultureInfo.InvariantCulture,
            $"taskmanagement, process {Environment.ProcessId} on {Environment.MachineName}");
        Settings = settings;
        Place = $"the PostgreSQL database '{settings.Database}' of user '{settings.Username}' at "
            + string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}");
        _pool = NpgsqlDataSource.Create(settings);
    }

    /// <summary>Which database this is, for people; without its password.</summary>
    public string Place { get; }

    /// <summary>The connection string, taken apart.</summary>
    public NpgsqlConnectionStringBuilder Settings { get; }

    /// <summary>Takes a connection out of the pool, or makes one.</summary>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await _pool.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception error) when (PostgreSqlErrors.IsOfReaching(error, cancellationToken))
        {
            throw PostgreSqlErrors.Unreachable(error);
        }
    }

    /// <summary>Makes a connection that is not of the pool, and is checked while nothing is asked of it.</summary>
    public async Task<NpgsqlConnection> OpenLastingAsync(CancellationToken cancellationToken = default)
    {
        var settings = new NpgsqlConnectionStringBuilder(Settings.ConnectionString)
        {
            Pooling = false,
            KeepAlive = KeepAliveSeconds,
            Options = $"{Settings.Options} {LastingOptions}",
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (Exception error)
        {
            await connection.DisposeAsync();
            if (PostgreSqlErrors.IsOfReaching(error, cancellationToken))
                throw PostgreSqlErrors.Unreachable(error);
            throw;
        }
    }

    /// <summary>
    /// One connection has broken: those that lie in the pool are likely to be as dead, and would each fail one more
    /// caller.
    /// </summary>
    public void Forget(Exception error)
    {
        if (PostgreSqlErrors.IsOfConnection(error))
            _pool.Clear();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}

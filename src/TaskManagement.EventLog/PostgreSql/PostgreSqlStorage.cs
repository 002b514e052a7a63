using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>A PostgreSQL database: opens it, owns what is open, closes it.</summary>
internal sealed class PostgreSqlStorage(
    IOptions<StorageOptions> options,
    IEnumerable<SchemaPart> parts,
    CommitFeed feed,
    TimeProvider time,
    StorageWriterScheduler scheduler,
    StorageSharing sharing,
    IHostApplicationLifetime lifetime,
    CommitTelemetry telemetry,
    ILogger<PostgreSqlStorage> logger) : IStorage
{
    private readonly PostgreSqlConnections _connections = new(options.Value, options.Value.ReadersMax);

    // Apart, so that appends never wait for a connection behind readers.
    private readonly PostgreSqlConnections _writerConnections = new(options.Value, options.Value.Writers);

    private PostgreSqlDatabase? _database;
    private PostgreSqlLease? _lease;
    private PostgreSqlWriters? _writers;

    public IDatabase Database => _database ??= new PostgreSqlDatabase(_connections, logger);

    public int Partitions { get; private set; }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var start = new PostgreSqlStart(_connections, options.Value, time, logger);
        await using (var connection = await start.ConnectAsync(cancellationToken))
        {
            _lease = new PostgreSqlLease(_connections, sharing, lifetime, time, logger);
            await _lease.TakeAsync(cancellationToken);
            Partitions = await UpgradeAsync(start, connection, cancellationToken);
            await _lease.WatchAsync();
        }

        _writers = new PostgreSqlWriters(
            _writerConnections, new AppendDecider(Partitions, time), feed, options.Value, telemetry, logger);
        _writers.Start(scheduler.Scheduler);
        logger.LogInformation("Data is in {Place}, in {Partitions} partitions.", _connections.Place, Partitions);
    }

    public async Task<StoreOutcome> AppendAsync(EncodedAppend append)
    {
        var pending = new PendingAppend(append);
        await (_writers ?? throw NotOpen()).EnqueueAsync(pending);
        return await pending.Outcome;
    }

    /// <summary>Writes what waits, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writers is not null)
            await _writers.FlushAsync();
        if (Interlocked.Exchange(ref _lease, null) is { } lease)
            await lease.DisposeAsync();
        await _writerConnections.DisposeAsync();
        await _connections.DisposeAsync();
    }

    private async Task<int> UpgradeAsync(
        PostgreSqlStart start, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await PostgreSqlSchemaSession.InTransactionAsync(
                connection,
                schema => SchemaUpgrade.Run(schema, [LogSchema.Part, .. parts], options.Value.Partitions),
                cancellationToken);
        }
        catch (NpgsqlException error)
        {
            throw new StorageStartException(start.ExplainTables(error), error);
        }
    }

    private static InvalidOperationException NotOpen() => new(
        "The storage is not open. It is opened before the hosted services start and closed after they have stopped.");
}

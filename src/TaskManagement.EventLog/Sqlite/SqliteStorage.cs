using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>A data folder with its SQLite file: opens it, owns what is open, closes it.</summary>
internal sealed class SqliteStorage(
    ISqliteSource file,
    IOptions<StorageOptions> options,
    IEnumerable<SchemaPart> parts,
    CommitFeed feed,
    TimeProvider time,
    StorageWriterScheduler scheduler,
    CommitTelemetry telemetry,
    ILogger<SqliteStorage> logger) : IStorage
{
    private SqliteDatabase? _database;
    private IDisposable? _lease;
    private SqliteSession? _session;
    private SqliteWriter? _writer;
    private SqliteReaders? _readers;
    private SqliteAppender? _appender;

    public IDatabase Database => _database ??= new SqliteDatabase(this);

    public int Partitions { get; private set; }

    /// <summary>The connections that read.</summary>
    public SqliteReaders Readers => _readers ?? throw NotOpen();

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        _lease = file.Hold();
        _session = file.OpenWriter();
        var heads = new PartitionHeads();
        Prepare(_session, heads);
        _appender = new SqliteAppender(heads, new AppendDecider(Partitions, time));
        _readers = new SqliteReaders(file, options.Value.ReadersMax);
        _writer = new SqliteWriter(_session, heads, feed, options.Value, telemetry, logger);
        _writer.Start(scheduler.Scheduler);
        logger.LogInformation("Data is in {Database}, in {Partitions} partitions.", file.Path, Partitions);
        return Task.CompletedTask;
    }

    public async Task<StoreOutcome> AppendAsync(EncodedAppend append)
    {
        var pending = new PendingAppend(append);
        await Writer.EnqueueAsync(new SqliteAppend(pending, _appender!));
        return await pending.Outcome;
    }

    /// <summary>Writes statements.</summary>
    public async Task<WriteOutcome> WriteAsync(ImmutableArray<Statement> statements)
    {
        var pending = new PendingStatements(statements);
        await Writer.EnqueueAsync(pending);
        return await pending.Outcome;
    }

    /// <summary>Empties the write-ahead log.</summary>
    public async Task ScrubAsync()
    {
        var pending = new PendingScrub(_session ?? throw NotOpen());
        await Writer.EnqueueAsync(pending);
        await pending.Done;
    }

    /// <summary>
    /// Writes what waits, moves the write-ahead log into the database, closes, and lets go of the folder.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.FlushAsync();
        _readers?.Dispose();
        CloseSession();
        _lease?.Dispose();
        _lease = null;
    }

    private SqliteWriter Writer => _writer ?? throw NotOpen();

    private void Prepare(SqliteSession session, PartitionHeads heads)
    {
        try
        {
            Partitions = SqliteSchemaSession.InTransaction(
                session, schema => SchemaUpgrade.Run(schema, [LogSchema.Part, .. parts], options.Value.Partitions));
            heads.Load(session);

            // A process that ended between a deletion and its scrub has left the deleted rows in it.
            session.Execute(PendingScrub.EmptyWriteAheadLog);
        }
        catch (SqliteException error)
        {
            throw new StorageStartException(
                SqliteErrors.Cure(file.Path, error)
                    ?? $"The tables in {file.Path} cannot be brought up to date: {error.Message}",
                error);
        }
    }

    private void CloseSession()
    {
        var session = Interlocked.Exchange(ref _session, null);
        if (session is null)
            return;
        try
        {
            session.Execute(PendingScrub.EmptyWriteAheadLog);
        }
        catch (SqliteException error)
        {
            // Nothing is lost: the next start reads the write-ahead log.
            logger.LogWarning(error, "The write-ahead log was not emptied.");
        }

        session.Dispose();
    }

    private static InvalidOperationException NotOpen() => new(
        "The storage is not open. It is opened before the hosted services start and closed after they have stopped.");
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>The log in the storage's tables, on whatever database it is kept.</summary>
internal sealed class LogStore(IStorage storage) : ILogStore
{
    // Whoever folded a stream before it was purged must not bring back what it held. The lock, which SQLite with its
    // one writer does not need, makes one wait for the other.
    private const string SetSnapshotSqlite = """
        INSERT INTO snapshots (stream, version, schema, state)
        SELECT stream, version, @p2, @p3 FROM events WHERE stream = @p0 AND version = @p1 AND data IS NOT NULL
        """ + SetSnapshotAgain;

    private const string SetSnapshotPostgreSql = """
        INSERT INTO snapshots (stream, version, schema, state)
        SELECT stream, version, @p2, @p3 FROM events WHERE stream = @p0 AND version = @p1 AND data IS NOT NULL
        FOR SHARE
        """ + SetSnapshotAgain;

    private const string SetSnapshotAgain = """

        ON CONFLICT (stream) DO UPDATE SET version = excluded.version, schema = excluded.schema, state = excluded.state
        WHERE excluded.version > snapshots.version OR excluded.schema <> snapshots.schema
        """;

    private const string KeepCommand = """
        INSERT INTO commands (command_id, body_hash, stream, version, at) VALUES (@p0, @p1, @p2, @p3, @p4)
        ON CONFLICT (command_id) DO NOTHING
        """;

    public int Partitions => storage.Partitions;

    public Task<StoreOutcome> AppendAsync(EncodedAppend append) => storage.AppendAsync(append);

    public Task KeepCommandAsync(CommandRecord command) => storage.Database.WriteAsync(
    [
        new Statement(
            KeepCommand, command.Id.Value, command.BodyHash, command.Stream.Value, command.Version, command.At),
    ]);

    public async Task<CommandRecord?> FindCommandAsync(CommandId id) =>
        (await ReadAsync(LogQueries.Command(id), row => LogQueries.Command(id, row))).FirstOrDefault();

    public Task<ImmutableArray<StoredEvent>> ReadStreamAsync(
        StreamName stream, long afterVersion, ReadUntil until, int limit) =>
        ReadAsync(LogQueries.Stream(stream, afterVersion, until, limit), LogQueries.Event);

    public Task<ImmutableArray<StoredEvent>> ReadStreamBackwardsAsync(
        StreamName stream, long beforeVersion, int limit) =>
        ReadAsync(LogQueries.StreamBackwards(stream, beforeVersion, limit), LogQueries.Event);

    public async Task<EventBatch> ReadPartitionAsync(int partition, long afterSequence, int limit)
    {
        var rows = await ReadAsync(LogQueries.Partition(partition, afterSequence, limit), LogQueries.PartitionRow);
        return rows is [var (head, _), ..]
            ? new EventBatch(partition, head, [.. rows.Select(row => row.Event).OfType<StoredEvent>()])
            : throw NoSuch(partition);
    }

    public async Task<long> HeadAsync(int partition) =>
        await ReadAsync(LogQueries.Head(partition), row => row.GetInt64(0)) is [var head]
            ? head
            : throw NoSuch(partition);

    public Task<ImmutableArray<EventSeal>> ReadSealsAsync(int partition, long afterSequence, int limit) =>
        ReadAsync(LogQueries.Seals(partition, afterSequence, limit), LogQueries.Seal);

    public async Task PurgeAsync(StreamName stream, long throughVersion)
    {
        await storage.Database.WriteAsync(PurgedContent.Of(stream, throughVersion));
        await storage.Database.ScrubAsync(Erased.Content);
    }

    public async Task<StoredSnapshot?> ReadSnapshotAsync(StreamName stream) =>
        (await ReadAsync(LogQueries.Snapshot(stream), LogQueries.Snapshot)).FirstOrDefault();

    public async Task<StoredLoad> LoadAsync(StreamName stream, int schema, int limit)
    {
        var rows = await ReadAsync(LogQueries.Load(stream, schema, limit), LogQueries.LoadRow);
        return new StoredLoad(rows[0].Snapshot, [.. rows.Select(row => row.Event).OfType<StoredEvent>()]);
    }

    public Task WriteSnapshotAsync(StreamName stream, StoredSnapshot snapshot)
    {
        var (version, schema, state) = (snapshot.Version, snapshot.Schema, snapshot.State);
        return storage.Database.WriteAsync(
        [
            storage.Database.Kind == DatabaseKind.PostgreSql
                ? new Statement(SetSnapshotPostgreSql, stream.Value, version, schema, state)
                : new Statement(SetSnapshotSqlite, stream.Value, version, schema, state),
        ]);
    }

    private Task<ImmutableArray<T>> ReadAsync<T>(Statement query, Func<System.Data.Common.DbDataReader, T> row) =>
        storage.Database.ReadAsync(query, row);

    private static ArgumentOutOfRangeException NoSuch(int partition) =>
        new(nameof(partition), partition, "There is no such partition.");
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>The log in a SQLite file.</summary>
internal sealed class SqliteLogStore(SqliteStorage storage) : ILogStore
{
    private const string SetSnapshot = """
        INSERT INTO snapshots (stream, version, schema, state) VALUES (@p0, @p1, @p2, @p3)
        ON CONFLICT (stream) DO UPDATE SET version = excluded.version, schema = excluded.schema, state = excluded.state
        WHERE excluded.version > version OR excluded.schema <> schema
        """;

    private const string KeepCommand = """
        INSERT INTO commands (command_id, body_hash, stream, version, at) VALUES (@p0, @p1, @p2, @p3, @p4)
        ON CONFLICT (command_id) DO NOTHING
        """;

    public int Partitions => storage.Partitions;

    public Task<StoreOutcome> AppendAsync(EncodedAppend append) => storage.WriteAsync(append);

    public Task KeepCommandAsync(CommandRecord command) => storage.WriteAsync(
    [
        new Statement(
            KeepCommand, command.Id.Value, command.BodyHash, command.Stream.Value, command.Version, command.At),
    ]);

    public Task<CommandRecord?> FindCommandAsync(CommandId id) =>
        storage.Readers.ReadAsync(session => SqliteLogQueries.Command(session, id));

    public Task<ImmutableArray<StoredEvent>> ReadStreamAsync(
        StreamName stream, long afterVersion, ReadUntil until, int limit) =>
        storage.Readers.ReadAsync(session => SqliteLogQueries.Stream(session, stream, afterVersion, until, limit));

    public Task<ImmutableArray<StoredEvent>> ReadStreamBackwardsAsync(
        StreamName stream, long beforeVersion, int limit) =>
        storage.Readers.ReadAsync(session => SqliteLogQueries.StreamBackwards(session, stream, beforeVersion, limit));

    public Task<EventBatch> ReadPartitionAsync(int partition, long afterSequence, int limit) =>
        storage.Readers.ReadAsync(session => SqliteLogQueries.Partition(session, partition, afterSequence, limit));

    public Task<long> HeadAsync(int partition) =>
        storage.Readers.ReadAsync(session => SqliteLogQueries.Head(session, partition));

    public Task<ImmutableArray<EventSeal>> ReadSealsAsync(int partition, long afterSequence, int limit) =>
        storage.Readers.ReadAsync(session => SqliteLogQueries.Seals(session, partition, afterSequence, limit));

    public Task<StoredSnapshot?> ReadSnapshotAsync(StreamName stream) =>
        storage.Readers.ReadAsync(session => SqliteLogQueries.Snapshot(session, stream));

    public Task WriteSnapshotAsync(StreamName stream, StoredSnapshot snapshot) => storage.WriteAsync(
        [new Statement(SetSnapshot, stream.Value, snapshot.Version, snapshot.Schema, snapshot.State)]);
}

using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Store;

/// <summary>The log's own tables.</summary>
internal static partial class LogSchema
{
    /// <summary>
    /// Ids are lower-case text, instants are microseconds since 1970 UTC. Events lie in the order of their commits
    /// (rowid), so that appending touches the end of one tree whatever the partition.
    /// </summary>
    private const string Version1Sqlite = """
        CREATE TABLE partitions (
            partition INTEGER PRIMARY KEY,
            head INTEGER NOT NULL,
            last_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE streams (
            stream TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            guard INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE events (
            partition INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL,
            type TEXT NOT NULL,
            data TEXT,
            salt BLOB,
            digest BLOB NOT NULL,
            command_id TEXT NOT NULL,
            actor TEXT,
            origin TEXT NOT NULL,
            correlation_id TEXT,
            at INTEGER NOT NULL,
            PRIMARY KEY (partition, sequence),
            UNIQUE (stream, version)
        ) STRICT;
        CREATE TABLE snapshots (
            stream TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            schema INTEGER NOT NULL,
            state TEXT NOT NULL
        ) STRICT;
        CREATE TABLE commands (
            command_id TEXT PRIMARY KEY,
            body_hash TEXT NOT NULL,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX commands_by_age ON commands (at);
        CREATE TABLE checkpoints (
            consumer TEXT NOT NULL,
            partition INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (consumer, partition)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE dead_letters (
            consumer TEXT NOT NULL,
            partition INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            stream TEXT NOT NULL,
            error TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            state TEXT NOT NULL,
            PRIMARY KEY (consumer, partition, sequence)
        ) STRICT;
        CREATE INDEX dead_letters_by_stream ON dead_letters (consumer, stream, state);
        CREATE TABLE subject_keys (
            subject TEXT PRIMARY KEY,
            wrapped_key BLOB NOT NULL
        ) STRICT;
        CREATE TABLE grain_states (
            grain TEXT NOT NULL,
            name TEXT NOT NULL,
            etag INTEGER NOT NULL,
            state TEXT NOT NULL,
            PRIMARY KEY (grain, name)
        ) STRICT;
        """;

    private const string Version2Sqlite = """
        CREATE TABLE master_key_check (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            value TEXT NOT NULL
        ) STRICT;
        """;

    /// <summary>The part that every database of this log has.</summary>
    public static SchemaPart Part { get; } = new(
        "event_log",
        [new Migration(Version1Sqlite, Version1PostgreSql), new Migration(Version2Sqlite, Version2PostgreSql)]);
}

namespace TaskManagement.EventLog.Store;

/// <content>PostgreSQL's words.</content>
internal static partial class LogSchema
{
    /// <summary>
    /// The rows of partitions are updated with every batch: a page of which most is free lets them stay where they are.
    /// </summary>
    private const string Version1PostgreSql = """
        CREATE TABLE partitions (
            partition integer PRIMARY KEY,
            head bigint NOT NULL,
            last_at bigint NOT NULL
        ) WITH (fillfactor = 10);
        CREATE TABLE streams (
            stream text COLLATE "C" PRIMARY KEY,
            version bigint NOT NULL,
            guard bigint NOT NULL
        ) WITH (fillfactor = 70);
        CREATE TABLE events (
            partition integer NOT NULL,
            sequence bigint NOT NULL,
            stream text COLLATE "C" NOT NULL,
            version bigint NOT NULL,
            type text NOT NULL,
            data text,
            salt bytea,
            digest bytea NOT NULL,
            command_id uuid NOT NULL,
            actor uuid,
            origin text NOT NULL,
            correlation_id text,
            at bigint NOT NULL,
            PRIMARY KEY (partition, sequence),
            UNIQUE (stream, version)
        );
        CREATE TABLE snapshots (
            stream text COLLATE "C" PRIMARY KEY,
            version bigint NOT NULL,
            schema integer NOT NULL,
            state text NOT NULL
        );
        CREATE TABLE commands (
            command_id uuid PRIMARY KEY,
            body_hash text NOT NULL,
            stream text NOT NULL,
            version bigint NOT NULL,
            at bigint NOT NULL
        );
        CREATE INDEX commands_by_age ON commands (at);
        CREATE TABLE checkpoints (
            consumer text NOT NULL,
            partition integer NOT NULL,
            sequence bigint NOT NULL,
            PRIMARY KEY (consumer, partition)
        ) WITH (fillfactor = 10);
        CREATE TABLE dead_letters (
            consumer text NOT NULL,
            partition integer NOT NULL,
            sequence bigint NOT NULL,
            stream text NOT NULL,
            error text NOT NULL,
            attempts integer NOT NULL,
            first_at bigint NOT NULL,
            last_at bigint NOT NULL,
            state text NOT NULL,
            PRIMARY KEY (consumer, partition, sequence)
        );
        CREATE INDEX dead_letters_by_stream ON dead_letters (consumer, stream, state);
        CREATE TABLE subject_keys (
            subject uuid PRIMARY KEY,
            wrapped_key bytea NOT NULL
        );
        CREATE TABLE grain_states (
            grain text COLLATE "C" NOT NULL,
            name text NOT NULL,
            etag bigint NOT NULL,
            state text NOT NULL,
            PRIMARY KEY (grain, name)
        );
        CREATE TABLE storage_holder (
            id integer PRIMARY KEY CHECK (id = 1),
            token uuid NOT NULL
        );
        """;

    private const string Version2PostgreSql = """
        CREATE TABLE master_key_check (
            id integer PRIMARY KEY CHECK (id = 1),
            value text NOT NULL
        );
        """;
}

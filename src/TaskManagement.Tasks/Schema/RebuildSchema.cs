using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Schema;

/// <summary>
/// How far a rebuild of the read model has come, and the way to all spans of a task, which it needs; the index of the
/// open ones alone is no longer needed.
/// </summary>
internal static class RebuildSchema
{
    private const string Spans = """
        DROP INDEX task_list_spans_open;
        CREATE INDEX task_list_spans_by_task ON task_list_spans (task_id, version);

        """;

    private const string Sqlite = Spans + """
        CREATE TABLE read_model_rebuilds (
            part TEXT NOT NULL PRIMARY KEY,
            version INTEGER NOT NULL,
            began_at INTEGER NOT NULL,
            begun_by TEXT,
            ended_at INTEGER,
            stage INTEGER NOT NULL,
            done_through TEXT NOT NULL,
            streams INTEGER NOT NULL,
            streams_done INTEGER NOT NULL,
            streams_mended INTEGER NOT NULL,
            streams_failed INTEGER NOT NULL
        ) STRICT;
        """;

    private const string PostgreSql = Spans + """
        CREATE TABLE read_model_rebuilds (
            part text NOT NULL PRIMARY KEY,
            version integer NOT NULL,
            began_at bigint NOT NULL,
            begun_by uuid,
            ended_at bigint,
            stage integer NOT NULL,
            done_through text COLLATE "C" NOT NULL,
            streams bigint NOT NULL,
            streams_done bigint NOT NULL,
            streams_mended bigint NOT NULL,
            streams_failed bigint NOT NULL
        );
        """;

    /// <summary>The step.</summary>
    public static Migration Migration { get; } = new(Sqlite, PostgreSql);
}

using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Schema;

/// <summary>Which content in the store belongs to which task.</summary>
internal static class AttachmentSchema
{
    private const string Sqlite = """
        CREATE TABLE task_blobs (
            blob_key TEXT NOT NULL PRIMARY KEY,
            task_id TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX task_blobs_by_task ON task_blobs (task_id);
        """;

    private const string PostgreSql = """
        CREATE TABLE task_blobs (
            blob_key text COLLATE "C" NOT NULL PRIMARY KEY,
            task_id uuid NOT NULL
        );
        CREATE INDEX task_blobs_by_task ON task_blobs (task_id);
        """;

    /// <summary>The step.</summary>
    public static Migration Migration { get; } = new(Sqlite, PostgreSql);
}

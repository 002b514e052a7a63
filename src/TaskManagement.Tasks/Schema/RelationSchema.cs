using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Schema;

/// <summary>
/// Relations of a task, and the way from a parent to its subtasks; most tasks have no part in its index.
/// </summary>
internal static class RelationSchema
{
    private const string Sqlite = """
        ALTER TABLE tasks ADD COLUMN parent_id TEXT;
        ALTER TABLE tasks ADD COLUMN relations TEXT NOT NULL DEFAULT '[]';
        CREATE INDEX tasks_by_parent ON tasks (list_id, parent_id, position, task_id) WHERE parent_id IS NOT NULL;
        """;

    private const string PostgreSql = """
        ALTER TABLE tasks ADD COLUMN parent_id uuid;
        ALTER TABLE tasks ADD COLUMN relations text NOT NULL DEFAULT '[]';
        CREATE INDEX tasks_by_parent ON tasks (list_id, parent_id, position, task_id) WHERE parent_id IS NOT NULL;
        """;

    public static Migration Migration { get; } = new(Sqlite, PostgreSql);
}

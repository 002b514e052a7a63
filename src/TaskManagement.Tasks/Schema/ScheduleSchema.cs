using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Schema;

/// <summary>What the read model knows of when tasks recur, and of when to remind of them.</summary>
internal static class ScheduleSchema
{
    private const string ColumnsSqlite = "ALTER TABLE tasks ADD COLUMN schedule TEXT;";

    private const string ColumnsPostgreSql = "ALTER TABLE tasks ADD COLUMN schedule text;";

    /// <summary>What clients see of a task's schedule.</summary>
    public static Migration Columns { get; } = new(ColumnsSqlite, ColumnsPostgreSql);
}

using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Schema;

/// <summary>What the read model knows of when tasks recur, and of when to remind of them.</summary>
internal static class ScheduleSchema
{
    private const string ColumnsSqlite = "ALTER TABLE tasks ADD COLUMN schedule TEXT;";

    private const string ColumnsPostgreSql = "ALTER TABLE tasks ADD COLUMN schedule text;";

    // Tasks of before get rows that are right for instants. Whether a day has ended depends on its zone, so they are
    // looked at when it has everywhere; each has an exact row from its next change on.
    private const string SignalsOfBefore = """
        INSERT INTO task_signals (task_id, kind, at, user_id, share)
        SELECT task_id, 'due_soon', due_at, coalesce(assignee_id, creator_id), 0 FROM tasks
        WHERE due_date IS NOT NULL AND status NOT IN ('done', 'cancelled') AND NOT archived;
        INSERT INTO task_signals (task_id, kind, at, user_id, share)
        SELECT task_id, 'timed', due_at + CASE WHEN length(due_date) = 10 THEN 93600000000 ELSE 0 END,
            coalesce(assignee_id, creator_id), 0
        FROM tasks
        WHERE due_date IS NOT NULL AND status NOT IN ('done', 'cancelled') AND NOT archived;
        """;

    private const string SignalsSqlite = """
        CREATE TABLE task_signals (
            task_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            user_id TEXT NOT NULL,
            share INTEGER NOT NULL,
            PRIMARY KEY (task_id, kind)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX task_signals_by_time ON task_signals (kind, at, task_id);
        CREATE INDEX task_signals_by_user ON task_signals (user_id, kind, at);
        CREATE TABLE due_lead_times (
            user_id TEXT NOT NULL PRIMARY KEY,
            minutes INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        """ + SignalsOfBefore;

    private const string SignalsPostgreSql = """
        CREATE TABLE task_signals (
            task_id uuid NOT NULL,
            kind text NOT NULL,
            at bigint NOT NULL,
            user_id uuid NOT NULL,
            share integer NOT NULL,
            PRIMARY KEY (task_id, kind)
        );
        CREATE INDEX task_signals_by_time ON task_signals (kind, at, task_id);
        CREATE INDEX task_signals_by_user ON task_signals (user_id, kind, at);
        CREATE TABLE due_lead_times (
            user_id uuid NOT NULL PRIMARY KEY,
            minutes bigint NOT NULL
        );

        """ + SignalsOfBefore;

    /// <summary>
    /// By which tasks are found when something is to be said of them, and how long before users want it.
    /// </summary>
    public static Migration Signals { get; } = new(SignalsSqlite, SignalsPostgreSql);

    /// <summary>What clients see of a task's schedule.</summary>
    public static Migration Columns { get; } = new(ColumnsSqlite, ColumnsPostgreSql);
}

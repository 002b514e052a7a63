using TaskManagement.EventLog.Database;

namespace TaskManagement.Notifications;

/// <summary>The tables of this context.</summary>
internal static class NotificationsSchema
{
    /// <summary>
    /// Notifications are derived from the log and can be rebuilt. Read marks are not, and stay: hence a table of their
    /// own, under ids that a rebuild gives again.
    /// </summary>
    private const string Version1Sqlite = """
        CREATE TABLE notifications (
            partition INTEGER NOT NULL,
            notification_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            type TEXT NOT NULL,
            task_id TEXT NOT NULL,
            list_id TEXT NOT NULL,
            actor_id TEXT,
            title TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (partition, notification_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX notifications_by_user ON notifications (user_id, at, notification_id);
        CREATE TABLE notification_reads (
            user_id TEXT NOT NULL,
            notification_id TEXT NOT NULL,
            at INTEGER NOT NULL,
            command_id TEXT NOT NULL,
            PRIMARY KEY (user_id, notification_id)
        ) STRICT, WITHOUT ROWID;
        """;

    private const string Version1PostgreSql = """
        CREATE TABLE notifications (
            partition integer NOT NULL,
            notification_id uuid NOT NULL,
            user_id uuid NOT NULL,
            type text NOT NULL,
            task_id uuid NOT NULL,
            list_id uuid NOT NULL,
            actor_id uuid,
            title text NOT NULL,
            at bigint NOT NULL,
            PRIMARY KEY (partition, notification_id)
        );
        CREATE INDEX notifications_by_user ON notifications (user_id, at, notification_id);
        CREATE TABLE notification_reads (
            user_id uuid NOT NULL,
            notification_id uuid NOT NULL,
            at bigint NOT NULL,
            command_id uuid NOT NULL,
            PRIMARY KEY (user_id, notification_id)
        );
        """;

    /// <summary>What each command to read all has marked, also where that was nothing.</summary>
    private const string Version2Sqlite = """
        CREATE TABLE inbox_commands (
            user_id TEXT NOT NULL,
            command_id TEXT NOT NULL,
            marked INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (user_id, command_id)
        ) STRICT, WITHOUT ROWID;
        """;

    private const string Version2PostgreSql = """
        CREATE TABLE inbox_commands (
            user_id uuid NOT NULL,
            command_id uuid NOT NULL,
            marked bigint NOT NULL,
            at bigint NOT NULL,
            PRIMARY KEY (user_id, command_id)
        );
        """;

    private const string Version3 = "CREATE INDEX inbox_commands_by_age ON inbox_commands (at)";

    /// <summary>By which they go with their task.</summary>
    private const string Version4 = "CREATE INDEX notifications_by_task ON notifications (task_id)";

    private const string CountOldCommands =
        "SELECT count(*) FROM (SELECT 1 FROM inbox_commands WHERE at < @p0 LIMIT @p1) AS old";

    private const string DeleteOldCommands = """
        DELETE FROM inbox_commands WHERE (user_id, command_id) IN (
            SELECT user_id, command_id FROM inbox_commands WHERE at < @p0 ORDER BY at LIMIT @p1)
        """;

    /// <summary>The part.</summary>
    public static SchemaPart Part { get; } = new(
        "notifications",
        [
            new Migration(Version1Sqlite, Version1PostgreSql),
            new Migration(Version2Sqlite, Version2PostgreSql),
            new Migration(Version3, Version3),
            new Migration(Version4, Version4),
        ]);

    /// <summary>What goes as outcomes of commands do.</summary>
    public static CommandRows Commands { get; } = new(
        (before, limit) => new Statement(CountOldCommands, before, limit),
        (before, limit) => new Statement(DeleteOldCommands, before, limit));
}

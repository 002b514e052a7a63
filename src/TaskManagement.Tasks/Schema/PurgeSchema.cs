using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Schema;

/// <summary>
/// What was removed for good and is not done with. SQLite's index of words takes out by now what is deleted, where it
/// would have kept it beside a mark until it merged its parts.
/// </summary>
internal static class PurgeSchema
{
    private const string Sqlite = """
        CREATE TABLE trash_purges (
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX trash_purges_by_time ON trash_purges (at, id);
        INSERT INTO task_search (task_search, rank) VALUES ('secure-delete', 1);
        """;

    private const string PostgreSql = """
        CREATE TABLE trash_purges (
            kind text NOT NULL,
            id uuid NOT NULL,
            at bigint NOT NULL,
            PRIMARY KEY (kind, id)
        );
        CREATE INDEX trash_purges_by_time ON trash_purges (at, id);
        """;

    public static Migration Migration { get; } = new(Sqlite, PostgreSql);
}

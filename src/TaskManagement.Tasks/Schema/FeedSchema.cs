using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Schema;

/// <summary>The way from the secret in an address to its feed; feeds that are revoked have no row.</summary>
internal static class FeedSchema
{
    private const string Sqlite = """
        CREATE TABLE feeds (
            secret_hash TEXT NOT NULL PRIMARY KEY,
            feed_id TEXT NOT NULL,
            list_id TEXT NOT NULL,
            user_id TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX feeds_by_user ON feeds (user_id);
        """;

    private const string PostgreSql = """
        CREATE TABLE feeds (
            secret_hash text NOT NULL PRIMARY KEY,
            feed_id uuid NOT NULL,
            list_id uuid NOT NULL,
            user_id uuid NOT NULL
        );
        CREATE INDEX feeds_by_user ON feeds (user_id);
        """;

    public static Migration Migration { get; } = new(Sqlite, PostgreSql);
}

using TaskManagement.EventLog.Database;

namespace TaskManagement.Analytics;

/// <summary>The tables of this context. All of them are derived from the log.</summary>
internal static class AnalyticsSchema
{
    /// <summary>
    /// Each partition's consumer adds to rows of its own; answers sum over partitions. A slot is a quarter of an hour
    /// since 1970 UTC: the offset of every time zone of today is a multiple of it, so a day in any of them is a run of
    /// whole slots.
    /// </summary>
    private const string Version1Sqlite = """
        CREATE TABLE user_totals (
            partition INTEGER NOT NULL,
            user_id TEXT NOT NULL,
            assigned INTEGER NOT NULL,
            completed INTEGER NOT NULL,
            PRIMARY KEY (partition, user_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX user_totals_by_user ON user_totals (user_id);
        CREATE TABLE user_completions (
            partition INTEGER NOT NULL,
            user_id TEXT NOT NULL,
            slot INTEGER NOT NULL,
            completions INTEGER NOT NULL,
            milliseconds INTEGER NOT NULL,
            PRIMARY KEY (partition, user_id, slot)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX user_completions_by_user ON user_completions (user_id, slot);
        """;

    private const string Version1PostgreSql = """
        CREATE TABLE user_totals (
            partition integer NOT NULL,
            user_id uuid NOT NULL,
            assigned bigint NOT NULL,
            completed bigint NOT NULL,
            PRIMARY KEY (partition, user_id)
        );
        CREATE INDEX user_totals_by_user ON user_totals (user_id);
        CREATE TABLE user_completions (
            partition integer NOT NULL,
            user_id uuid NOT NULL,
            slot bigint NOT NULL,
            completions bigint NOT NULL,
            milliseconds bigint NOT NULL,
            PRIMARY KEY (partition, user_id, slot)
        );
        CREATE INDEX user_completions_by_user ON user_completions (user_id, slot);
        """;

    /// <summary>The part.</summary>
    public static SchemaPart Part { get; } = new("analytics", [new Migration(Version1Sqlite, Version1PostgreSql)]);
}

using System.Data.Common;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>Where the last rebuild stands, durably: one row.</summary>
internal sealed class RebuildLedger(IDatabase database)
{
    private const string Part = "tasks";

    private const string SelectSql = """
        SELECT version, began_at, begun_by, ended_at, stage, done_through, streams, streams_done, streams_mended,
            streams_failed
        FROM read_model_rebuilds WHERE part = @p0
        """;

    private const string BeginSql = """
        INSERT INTO read_model_rebuilds (
            part, version, began_at, begun_by, ended_at, stage, done_through, streams, streams_done, streams_mended,
            streams_failed)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)
        ON CONFLICT (part) DO UPDATE SET
            version = excluded.version, began_at = excluded.began_at, begun_by = excluded.begun_by,
            ended_at = excluded.ended_at, stage = excluded.stage, done_through = excluded.done_through,
            streams = excluded.streams, streams_done = excluded.streams_done,
            streams_mended = excluded.streams_mended, streams_failed = excluded.streams_failed
        """;

    private const string AdvanceSql = """
        UPDATE read_model_rebuilds
        SET ended_at = @p5, stage = @p6, done_through = @p7, streams_done = @p8, streams_mended = @p9,
            streams_failed = @p10
        WHERE part = @p0 AND version = @p1 AND began_at = @p2 AND stage = @p3 AND done_through = @p4
            AND ended_at IS NULL
        """;

    private const string LowerSql =
        "UPDATE read_model_rebuilds SET version = @p1 WHERE part = @p0 AND version > @p1 AND ended_at IS NOT NULL";

    /// <summary>The last rebuild; <c>null</c> where there never was one.</summary>
    public async Task<RebuildProgress?> ReadAsync()
    {
        var rows = await database.ReadAsync(new Statement(SelectSql, Part), Progress);
        return rows.IsEmpty ? null : rows[0];
    }

    /// <summary>Puts a new one in the place of whatever there is.</summary>
    public Task BeginAsync(RebuildProgress begun) => database.WriteAsync(
    [
        new Statement(
            BeginSql, Part, begun.Version, begun.BeganAt, begun.BegunBy, begun.EndedAt, begun.Stage,
            begun.DoneThrough, begun.Streams, begun.Done, begun.Mended, begun.Failed),
    ]);

    /// <summary>Goes on; false where another activation has, or has begun anew.</summary>
    public async Task<bool> AdvanceAsync(RebuildProgress from, RebuildProgress to) => await database.WriteAsync(
    [
        new Statement(
            AdvanceSql, Part, from.Version, from.BeganAt, from.Stage, from.DoneThrough, to.EndedAt, to.Stage,
            to.DoneThrough, to.Done, to.Mended, to.Failed) { ExpectedRows = 1 },
    ]) == WriteOutcome.Written;

    /// <summary>
    /// Notes that this build, older than the one that rebuilt last, writes rows as well: the newer one shall look at
    /// them when it comes back.
    /// </summary>
    public Task LowerAsync() => database.WriteAsync([new Statement(LowerSql, Part, ReadModelVersion.Current)]);

    private static RebuildProgress Progress(DbDataReader row) => new(
        row.GetInt32(0), row.Instant(1), row.UuidOrNull(2), row.InstantOrNull(3), row.GetInt32(4), row.GetString(5),
        row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9));
}

using System.Data.Common;

namespace TaskManagement.EventLog.Database;

/// <summary>Reads columns whose stored form differs between databases; SQLite's are text and microseconds.</summary>
public static class RowReading
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>A UUID.</summary>
    public static Guid Uuid(this DbDataReader row, int column) => row.GetGuid(column);

    /// <summary>A UUID, or <c>null</c>.</summary>
    public static Guid? UuidOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetGuid(column);

    /// <summary>An instant, UTC.</summary>
    public static DateTimeOffset Instant(this DbDataReader row, int column) => row.GetValue(column) switch
    {
        long microseconds => FromMicroseconds(microseconds),
        DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        var other => throw new InvalidCastException($"Column {column} holds {other.GetType()}, not an instant."),
    };

    /// <summary>An instant, UTC, or <c>null</c>.</summary>
    public static DateTimeOffset? InstantOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Instant(column);

    /// <summary>A text, or <c>null</c>.</summary>
    public static string? TextOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Microseconds since 1970, UTC: how SQLite keeps an instant.</summary>
    public static long ToMicroseconds(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TicksPerMicrosecond;

    /// <summary>The instant of <see cref="ToMicroseconds"/>.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(DateTime.UnixEpoch.Ticks + (microseconds * TicksPerMicrosecond), TimeSpan.Zero);
}

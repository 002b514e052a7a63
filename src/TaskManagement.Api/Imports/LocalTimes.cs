namespace TaskManagement.Api.Imports;

/// <summary>What the clocks of a zone mean.</summary>
internal static class LocalTimes
{
    /// <summary>The instant of a time of day. One that clocks skip comes an hour later.</summary>
    public static DateTimeOffset InstantOf(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone), TimeSpan.Zero);
    }
}

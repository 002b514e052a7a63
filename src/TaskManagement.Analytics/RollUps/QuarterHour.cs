namespace TaskManagement.Analytics.RollUps;

/// <summary>Quarters of an hour since 1970 UTC.</summary>
internal static class QuarterHour
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    /// <summary>The slot that an instant lies in.</summary>
    public static long Of(DateTimeOffset instant) =>
        (long)Math.Floor((instant - DateTimeOffset.UnixEpoch) / Length);

    /// <summary>The first slot that begins at an instant or after it.</summary>
    public static long From(DateTimeOffset instant) =>
        (long)Math.Ceiling((instant - DateTimeOffset.UnixEpoch) / Length);
}

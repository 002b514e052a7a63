namespace TaskManagement.Users.Revocations;

/// <summary>How long what a session has given may be taken somewhere.</summary>
internal static class AccessTokenLife
{
    /// <summary>Clocks of silos and front ends may differ, and front ends are lenient by some seconds.</summary>
    private static readonly TimeSpan ClockDifferenceMax = TimeSpan.FromMinutes(1);

    /// <summary>From the moment in which a token was given at the latest.</summary>
    public static TimeSpan LongestOf(AuthOptions options) =>
        TimeSpan.FromMinutes(options.AccessTokenMinutes) + ClockDifferenceMax;
}

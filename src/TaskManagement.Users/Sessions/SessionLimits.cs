namespace TaskManagement.Users.Sessions;

/// <summary>Bounds of a user's sessions.</summary>
internal sealed record SessionLimits(int PerUserMax, TimeSpan Lifetime)
{
    /// <summary>As the settings have it.</summary>
    public static SessionLimits Of(AuthOptions options) =>
        new(options.SessionsPerUserMax, TimeSpan.FromDays(options.SessionDays));
}

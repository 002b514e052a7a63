using TaskManagement.Users.Sessions;

namespace TaskManagement.Users.Acts;

/// <summary>A log-in begins a session. What has expired is forgotten, and room is made for the new one.</summary>
internal static class BeginSessionAct
{
    public static SessionsState Decide(SessionsState state, BeginSession command, SessionLimits limits)
    {
        var session = new Session(
            command.Session,
            command.FamilyHash,
            command.TokenHash,
            null,
            command.Command,
            command.At,
            command.At,
            command.At + limits.Lifetime,
            command.Client);
        var others = state.Without(command.Session).Sessions
            .Where(other => other.ExpiresAt > command.At)
            .OrderByDescending(other => other.LastUsedAt)
            .Take(limits.PerUserMax - 1)
            .OrderBy(other => other.CreatedAt);
        return state with { Sessions = [.. others, session] };
    }
}

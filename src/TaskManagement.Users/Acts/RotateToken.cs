using TaskManagement.Contracts.Results;
using TaskManagement.Users.Sessions;

namespace TaskManagement.Users.Acts;

/// <summary>
/// A refresh token is exchanged. Each is good once: whoever presents a spent one shows that two hold it, and which of
/// them is the thief cannot be told. So the session ends, and the user logs in again (RFC 9700 §4.14.2). A token that
/// was never one of the session shows nothing, since its ids are no secret, and leaves the session alone.
/// </summary>
internal static class RotateTokenAct
{
    /// <summary>One refusal for everything that can be wrong: it tells a thief nothing.</summary>
    public static Refusal Invalid { get; } = new(
        "refresh_token_invalid",
        "The refresh token is unknown, spent or expired. Log in again.",
        RefusalKind.Unauthenticated);

    /// <summary>The pure decision: the sessions after it, and the refusal where there is one.</summary>
    public static (SessionsState State, Refusal? Refusal) Decide(
        SessionsState state, RotateToken command, SessionLimits limits)
    {
        if (state.Find(command.Session) is not { } session || session.FamilyHash != command.FamilyHash)
            return (state, Invalid);
        var mayRotate = session.ExpiresAt > command.At && (IsCurrent(session, command) || IsRepeated(session, command));
        return mayRotate
            ? (state.With(Rotated(session, command, limits)), null)
            : (state.Without(session.Id), Invalid);
    }

    /// <summary>Hashes of random bytes: how long the comparison takes tells nothing of the token.</summary>
    private static bool IsCurrent(Session session, RotateToken command) => session.TokenHash == command.PresentedHash;

    /// <summary>
    /// The same request again, because its answer was lost. The token that it gave is known to nobody, so that another
    /// one takes its place.
    /// </summary>
    private static bool IsRepeated(Session session, RotateToken command) =>
        session.LastCommand == command.Command && session.SpentTokenHash == command.PresentedHash;

    private static Session Rotated(Session session, RotateToken command, SessionLimits limits) => session with
    {
        TokenHash = command.NextHash,
        SpentTokenHash = command.PresentedHash,
        LastCommand = command.Command,
        LastUsedAt = command.At,
        ExpiresAt = command.At + limits.Lifetime,
    };
}

using TaskManagement.Users.Sessions;

namespace TaskManagement.Users.Acts;

/// <summary>
/// A log-out ends the session of its token, current or spent. The ids alone do not: every access token shows them.
/// </summary>
internal static class EndSessionAct
{
    public static SessionsState Decide(SessionsState state, EndSession command) =>
        state.Find(command.Session)?.FamilyHash == command.FamilyHash ? state.Without(command.Session) : state;
}

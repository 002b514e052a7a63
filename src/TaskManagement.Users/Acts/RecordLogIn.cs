using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Users.Profiles;

namespace TaskManagement.Users.Acts;

/// <summary>A user gave the right password.</summary>
internal static class RecordLogInAct
{
    public static Decision<UserEvent> Decide(UserState? user, SessionId session) =>
        user is null ? Refusals.NotFound("user") : new UserLoggedIn(user.Id, session);
}

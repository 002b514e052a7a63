using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Users.Profiles;

namespace TaskManagement.Users.Acts;

/// <summary>
/// A password is changed, or hashed with more rounds. It was compared outside the grain, since that takes long; where
/// another one has taken its place meanwhile, the comparison counts for nothing.
/// </summary>
internal static class ReplaceHashAct
{
    private static readonly Refusal Wrong =
        Refusal.OfField("currentPassword", "is not your password", "current_password_wrong");

    public static Decision<UserEvent> Decide(UserState? user, ReplaceHash command)
    {
        if (user is null)
            return Refusals.NotFound("user");
        if (command.Next is null || user.PasswordHash.Value != command.Compared)
            return Wrong;
        var next = new Personal<string>(user.Id.Value, command.Next);
        return command.SamePassword
            ? new UserPasswordRehashed(user.Id, next)
            : new UserPasswordChanged(user.Id, next);
    }
}

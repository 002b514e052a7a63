using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Users.Accounts;
using TaskManagement.Users.Profiles;

namespace TaskManagement.Users.Acts;

/// <summary>A user says something else of themselves.</summary>
internal static class PatchUserAct
{
    public static Decision<UserEvent> Decide(UserState? user, PatchUser command, CommandContext context)
    {
        if (user is null || context.Caller.UserId != user.Id)
            return Refusals.NotFound("user");
        if (ProfileRules.FaultsOf(command) is { IsEmpty: false } faults)
            return ValidationFailed.Of(faults);
        var after = Updated(user, command);
        return after == Updated(user, new PatchUser(default, default, new PatchPreferences()))
            ? Decision<UserEvent>.Unchanged
            : after;
    }

    private static UserUpdated Updated(UserState user, PatchUser command) => new(
        user.Id,
        Of(user, command.FirstName, user.FirstName.Value),
        Of(user, command.LastName, user.LastName.Value),
        new Personal<UserPreferences>(user.Id.Value, Patched(user.Preferences, command.Preferences)));

    private static Personal<string> Of(UserState user, Optional<string> given, string? current) =>
        new(user.Id.Value, given.HasValue ? given.Value.Trim() : current);

    private static UserPreferences Patched(UserPreferences current, PatchPreferences patch) => new(
        patch.Theme.Or(current.Theme),
        patch.TaskSortOrder.Or(current.TaskSortOrder),
        patch.TimeZone.Or(current.TimeZone),
        patch.Locale.Or(current.Locale),
        patch.DueLeadMinutes.Or(current.DueLeadMinutes));
}

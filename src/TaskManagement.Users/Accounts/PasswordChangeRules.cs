using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Users.Accounts;

/// <summary>What a change of the password must look like.</summary>
internal static class PasswordChangeRules
{
    /// <summary>What is malformed; <c>null</c> where nothing is.</summary>
    public static Refusal? RefusalOf(ChangePassword command)
    {
        var faults = ImmutableDictionary<string, string>.Empty;
        if (PasswordRules.FaultOfTyped(command.CurrentPassword) is { } currentFault)
            faults = faults.Add("currentPassword", currentFault);
        if (PasswordRules.FaultOf(command.NewPassword) is { } newFault)
            faults = faults.Add("newPassword", newFault);
        else if (command.NewPassword == command.CurrentPassword)
            faults = faults.Add("newPassword", "must differ from the current one");
        return faults.IsEmpty ? null : ValidationFailed.Of(faults);
    }
}

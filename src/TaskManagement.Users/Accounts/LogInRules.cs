using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Users.Accounts;

/// <summary>What a log-in must look like before it is worth a look.</summary>
internal static class LogInRules
{
    /// <summary>What is malformed; <c>null</c> where nothing is. Nothing here depends on who has an account.</summary>
    public static Refusal? RefusalOf(LogIn command)
    {
        var faults = ImmutableDictionary<string, string>.Empty;
        if (string.IsNullOrEmpty(command.Email))
            faults = faults.Add("email", "is missing");
        if (PasswordRules.FaultOfTyped(command.Password) is { } fault)
            faults = faults.Add("password", fault);
        return faults.IsEmpty ? null : ValidationFailed.Of(faults);
    }
}

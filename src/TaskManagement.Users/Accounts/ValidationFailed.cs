using System.Collections.Immutable;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Users.Accounts;

/// <summary>The refusal of a command with malformed fields.</summary>
internal static class ValidationFailed
{
    /// <summary>Names them all, so that a form shows everything at once.</summary>
    public static Refusal Of(ImmutableDictionary<string, string> faults) => new(
        "validation_failed",
        string.Join("; ", faults.OrderBy(fault => fault.Key, StringComparer.Ordinal)
            .Select(fault => $"{fault.Key} {fault.Value}")) + ".",
        RefusalKind.Invalid,
        faults);
}

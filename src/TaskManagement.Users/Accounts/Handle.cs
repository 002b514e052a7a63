using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace TaskManagement.Users.Accounts;

/// <summary>The short name that a user is mentioned by; in lower case.</summary>
internal readonly partial record struct Handle
{
    private Handle(string value) => Value = value;

    /// <summary>The handle.</summary>
    public string Value { get; }

    /// <summary>Reads what was typed.</summary>
    public static bool TryParse(string? typed, out Handle handle, [NotNullWhen(false)] out string? fault)
    {
        var lowered = typed?.ToLowerInvariant() ?? string.Empty;
        fault = lowered.Length == 0 ? "is missing"
            : Shape().IsMatch(lowered) ? null
            : "must be 2 to 40 letters a-z, digits, dots, dashes or underscores, and begin with a letter";
        handle = fault is null ? new Handle(lowered) : default;
        return fault is null;
    }

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(Handle);

    [GeneratedRegex(@"\A[a-z][a-z0-9_.-]{1,39}\z")]
    private static partial Regex Shape();
}

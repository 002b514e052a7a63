using TaskManagement.Users.Passwords;

namespace TaskManagement.Users.Accounts;

/// <summary>What a password must keep to.</summary>
internal static class PasswordRules
{
    private const int LengthMin = 8;
    private const int LengthMax = 128;
    private const string BrokenCharacters = "must not contain \\u0000 or broken characters";

    /// <summary>
    /// What is wrong with a password that someone logs in with: only what no password can ever be, since the rules for
    /// new ones may be stricter than those that an old one was made under.
    /// </summary>
    public static string? FaultOfTyped(string? password)
    {
        if (string.IsNullOrEmpty(password))
            return "is missing";
        if (!TextRules.IsWellFormed(password))
            return BrokenCharacters;
        return TextRules.LengthOf(password) > LengthMax ? $"must have at most {LengthMax} characters" : null;
    }

    /// <summary>What is wrong with a new password; <c>null</c> where nothing is.</summary>
    public static string? FaultOf(string? password)
    {
        if (FaultOfTyped(password) is { } fault)
            return fault;
        if (TextRules.LengthOf(password!) < LengthMin)
            return $"must have at least {LengthMin} characters";
        return CommonPasswords.Contains(password!)
            ? "is one of the passwords that are guessed first; choose another one"
            : null;
    }
}

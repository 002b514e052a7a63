namespace TaskManagement.Users.Accounts;

/// <summary>What the first and the last name of a person must keep to.</summary>
internal static class NameRules
{
    private const int LengthMax = 100;

    /// <summary>What is wrong with a name, to be read after the name of its field; <c>null</c> if nothing is.</summary>
    public static string? FaultOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return "is missing";
        if (!TextRules.IsWellFormed(name) || name.Any(char.IsControl))
            return "must not contain control characters or broken ones";
        return TextRules.LengthOf(name.Trim()) > LengthMax ? $"must have at most {LengthMax} characters" : null;
    }
}

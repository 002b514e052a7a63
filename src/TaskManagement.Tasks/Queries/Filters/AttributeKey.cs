namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>Names of attributes that filters and orders can speak of.</summary>
internal static class AttributeKey
{
    /// <summary>Characters at most.</summary>
    public const int LengthMax = 100;

    /// <summary>Whether a filter may name it.</summary>
    public static bool IsValid(string key) =>
        key.Length is > 0 and <= LengthMax && key.All(sign => char.IsLetterOrDigit(sign) || sign is '_' or '-');
}

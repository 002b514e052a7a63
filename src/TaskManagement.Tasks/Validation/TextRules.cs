namespace TaskManagement.Tasks.Validation;

/// <summary>What every text of a command must keep to.</summary>
internal static class TextRules
{
    private const string Unstorable =
        "holds a character that cannot be stored: U+0000 or half of a surrogate pair; remove it";

    /// <summary>A text that must be there; trimmed.</summary>
    public static string Required(FieldErrors errors, string field, string? text, int lengthMax)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length == 0)
            errors.Add(field, $"must not be empty; give 1 to {lengthMax} characters");
        return Checked(errors, field, trimmed, lengthMax);
    }

    /// <summary>A text that may be missing; as it was written.</summary>
    public static string Optional(FieldErrors errors, string field, string? text, int lengthMax) =>
        Checked(errors, field, text ?? "", lengthMax);

    /// <summary>
    /// Whether a database can keep it: PostgreSQL has no U+0000 in text, and half of a surrogate pair has no UTF-8.
    /// </summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }

        return true;
    }

    private static string Checked(FieldErrors errors, string field, string text, int lengthMax)
    {
        if (text.Length > lengthMax)
            errors.Add(field, $"has {text.Length} characters; shorten it to {lengthMax}");
        if (!IsStorable(text))
            errors.Add(field, Unstorable);
        return text;
    }
}

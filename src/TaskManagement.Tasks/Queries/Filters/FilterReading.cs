using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>Reads filters that came from outside.</summary>
internal static class FilterReading
{
    /// <summary>The tree; <c>null</c> where there is none, or where the errors say what is wrong with it.</summary>
    public static FilterNode? Read(FieldErrors errors, string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return null;
        if (!TextRules.IsStorable(filter))
        {
            errors.Add("filter", "holds U+0000 or half of a surrogate pair; remove it");
            return null;
        }

        try
        {
            return FilterParser.Parse(filter);
        }
        catch (FormatException fault)
        {
            errors.Add("filter", fault.Message);
            return null;
        }
    }
}

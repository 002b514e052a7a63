using System.Globalization;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Tasks.Validation;

/// <summary>Names of files as people give them, made into names that lead nowhere and read as they are.</summary>
internal static class FileNames
{
    private const string Reserved = "<>:\"|?*";

    /// <summary>
    /// The last part of a path, without control characters, marks that turn the direction of text (they make
    /// "exe.fdp" of "pdf.exe"), what file systems reserve, and dots and blanks at its ends.
    /// </summary>
    public static string Required(FieldErrors errors, string field, string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var cleaned = string.Concat(last.Where(IsVisible)).Trim(' ', '.');
        return TextRules.Required(errors, field, cleaned, TaskBounds.FileNameLengthMax);
    }

    private static bool IsVisible(char character) => !Reserved.Contains(character)
        && char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

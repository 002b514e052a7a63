namespace TaskManagement.Api.Imports.Todoist;

/// <summary>The columns of an export.</summary>
internal static class TodoistColumns
{
    public const string Type = "TYPE";
    public const string Content = "CONTENT";
    public const string Description = "DESCRIPTION";
    public const string Priority = "PRIORITY";
    public const string Indent = "INDENT";
    public const string Author = "AUTHOR";
    public const string Responsible = "RESPONSIBLE";
    public const string Date = "DATE";
    public const string DateLanguage = "DATE_LANG";
    public const string TimeZone = "TIMEZONE";
    public const string Duration = "DURATION";
    public const string DurationUnit = "DURATION_UNIT";
    public const string Deadline = "DEADLINE";
}

/// <summary>What the column TYPE says.</summary>
internal static class TodoistTypes
{
    public const string Task = "task";
    public const string Section = "section";
    public const string Note = "note";

    /// <summary>How the project is shown; nothing of ours.</summary>
    public const string Meta = "meta";
}

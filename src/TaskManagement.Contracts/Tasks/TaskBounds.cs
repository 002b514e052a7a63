namespace TaskManagement.Contracts.Tasks;

/// <summary>How large the parts of a task may be. Lengths are in UTF-16 code units.</summary>
public static class TaskBounds
{
    /// <summary>Characters of a title, after trimming; at least one.</summary>
    public const int TitleLengthMax = 500;

    /// <summary>Characters of a description.</summary>
    public const int DescriptionLengthMax = 100_000;

    /// <summary>Characters of a comment, after trimming; at least one.</summary>
    public const int CommentLengthMax = 20_000;

    /// <summary>Comments of one task, removed ones included.</summary>
    public const int CommentsMax = 5_000;

    /// <summary>Names in one comment that are looked up; <c>@</c> before more of them is only text.</summary>
    public const int MentionsMax = 20;

    /// <summary>Attachments of one task.</summary>
    public const int AttachmentsMax = 200;

    /// <summary>Characters of the name of an attachment.</summary>
    public const int FileNameLengthMax = 255;

    /// <summary>Characters of a media type.</summary>
    public const int MediaTypeLengthMax = 127;

    /// <summary>Labels of one task.</summary>
    public const int LabelsMax = 50;

    /// <summary>Bytes of the attributes, as UTF-8.</summary>
    public const int AttributesBytesMax = 64 * 1024;

    /// <summary>Levels of nesting of the attributes; the object itself is the first.</summary>
    public const int AttributesDepthMax = 20;

    /// <summary>The most urgent priority; 0 is none.</summary>
    public const int PriorityMax = 4;

    /// <summary>The first year of a date.</summary>
    public const int YearMin = 1900;

    /// <summary>The last year of a date.</summary>
    public const int YearMax = 2999;

    /// <summary>Reminders of one task.</summary>
    public const int RemindersMax = 10;

    /// <summary>The earliest reminder before the due date: a year.</summary>
    public const int ReminderMinutesMax = 366 * 24 * 60;

    /// <summary>Words of a text search.</summary>
    public const int SearchWordsMax = 10;

    /// <summary>Characters of a text search.</summary>
    public const int SearchLengthMax = 200;

    /// <summary>Characters of a filter.</summary>
    public const int FilterLengthMax = 2_000;

    /// <summary>Values and texts of a filter.</summary>
    public const int FilterTermsMax = 50;

    /// <summary>How deep brackets and negations of a filter go.</summary>
    public const int FilterDepthMax = 20;

    /// <summary>Filters that one user keeps.</summary>
    public const int SavedFiltersMax = 200;

    /// <summary>Characters of the name of a filter, after trimming; at least one.</summary>
    public const int SavedFilterNameLengthMax = 200;

    /// <summary>Keys of an order.</summary>
    public const int SortKeysMax = 5;

    /// <summary>Tasks are counted up to this many.</summary>
    public const int CountMax = 10_000;

    /// <summary>Tasks of one section that a board shows; the rest comes by pages of the section.</summary>
    public const int BoardSectionTasksMax = 200;

    /// <summary>Tasks of a whole board.</summary>
    public const int BoardTasksMax = 2_000;

    /// <summary>Relations of one task, its subtasks included.</summary>
    public const int RelationsMax = 200;

    /// <summary>Levels of tasks: one without parent is the first.</summary>
    public const int SubtaskLevelsMax = 10;

    /// <summary>Commands of one batch.</summary>
    public const int BatchCommandsMax = 100;
}

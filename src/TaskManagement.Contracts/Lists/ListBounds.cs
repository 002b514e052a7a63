namespace TaskManagement.Contracts.Lists;

/// <summary>How large a list and its parts may be.</summary>
public static class ListBounds
{
    /// <summary>Characters of the name of a list, a section or a label, after trimming; at least one.</summary>
    public const int NameLengthMax = 200;

    /// <summary>Characters of a description.</summary>
    public const int DescriptionLengthMax = 20_000;

    /// <summary>Sections of one list.</summary>
    public const int SectionsMax = 500;

    /// <summary>Labels of one list.</summary>
    public const int LabelsMax = 500;

    /// <summary>Custom fields of one list.</summary>
    public const int FieldsMax = 50;

    /// <summary>Choices of one custom field.</summary>
    public const int FieldChoicesMax = 100;

    /// <summary>Members of one list, its owner included.</summary>
    public const int MembersMax = 1_000;
}

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>The SQL of fields and signs: all that a filter ever brings into a statement's text.</summary>
internal static class FilterColumns
{
    /// <summary>Before a number that is a parameter: both databases shall compare it as a number.</summary>
    public const string NumberStart = "CAST(";

    /// <summary>After a number.</summary>
    public const string NumberEnd = " AS double precision)";

    /// <summary>The column of a field that is one column.</summary>
    public static string Of(FilterField field) => field switch
    {
        FilterField.Priority => "t.priority",
        FilterField.Comments => "t.comment_count",
        FilterField.Assignee => "t.assignee_id",
        FilterField.Creator => "t.creator_id",
        FilterField.Created => "t.created_at",
        FilterField.Updated => "t.updated_at",
        FilterField.Completed => "t.completed_at",
        FilterField.Due => "t.due_at",
        FilterField.Start => "t.start_at",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "It is not one column."),
    };

    /// <summary>How a comparison is written.</summary>
    public static string SignOf(FilterOperator @operator) => @operator switch
    {
        FilterOperator.Equal => " = ",
        FilterOperator.Less => " < ",
        FilterOperator.LessOrEqual => " <= ",
        FilterOperator.Greater => " > ",
        FilterOperator.GreaterOrEqual => " >= ",
        _ => throw new ArgumentOutOfRangeException(nameof(@operator), @operator, "No such comparison."),
    };
}

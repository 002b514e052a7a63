namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>
/// Conditions on dates. A task's date may be a day, which is that day everywhere: it is compared with days as a day,
/// and with instants as the instant at which it begins in its own zone.
/// </summary>
internal sealed class DateConditions(SqlText sql, FilterScope scope)
{
    private const string Open = "(";
    private const string Close = ")";
    private const string And = " AND ";
    private const string IsNull = " IS NULL)";
    private const string IsNotNull = " IS NOT NULL AND ";
    private const string Since = " >= ";
    private const string Before = " < ";
    private const string CaseEnd = " END)";
    private const string Else = " ELSE ";
    private const string DueDate = "t.due_date";
    private const string StartDate = "t.start_date";

    // A day has ten characters, and an instant more.
    private const string CaseDueDay = "CASE WHEN length(t.due_date) = 10 THEN t.due_date";
    private const string CaseStartDay = "CASE WHEN length(t.start_date) = 10 THEN t.start_date";

    /// <summary>Adds the condition.</summary>
    public SqlText Add(ConditionNode condition)
    {
        var (field, value) = (condition.Field, condition.Value);
        if (value is NoneValue)
            return sql.Add(Open).Add(Presence(field)).Add(IsNull);
        Begin(field);
        if (scope.DayOf(value) is not { } day)
            return Compare(field, condition.Operator, scope.InstantOf(value)).Add(Close);
        if (CaseOf(field) is not { } isDay)
            return Within(field, condition.Operator, day).Add(Close);
        sql.Add(isDay).Add(FilterColumns.SignOf(condition.Operator), Text(day)).Add(Else);
        return Within(field, condition.Operator, day).Add(CaseEnd);
    }

    /// <summary>Adds that a date lies before a day or, where it is an instant, before this one.</summary>
    public SqlText AddBefore(FilterField field, DateOnly day, DateTimeOffset instant)
    {
        Begin(field);
        sql.Add(CaseOf(field)!).Add(Before, Text(day)).Add(Else);
        return Compare(field, FilterOperator.Less, instant).Add(CaseEnd);
    }

    private void Begin(FilterField field)
    {
        sql.Add(Open);
        if (FilterFields.Of(field).MayBeEmpty)
            sql.Add(Presence(field)).Add(IsNotNull);
    }

    private SqlText Compare(FilterField field, FilterOperator @operator, DateTimeOffset instant) =>
        sql.Add(FilterColumns.Of(field)).Add(FilterColumns.SignOf(@operator), instant);

    /// <summary>An instant against a day of the caller, which begins and ends with an instant.</summary>
    private SqlText Within(FilterField field, FilterOperator @operator, DateOnly day)
    {
        var column = FilterColumns.Of(field);
        var (start, end) = (scope.StartOf(day), scope.StartOf(day.AddDays(1)));
        return @operator switch
        {
            FilterOperator.Less => sql.Add(column).Add(Before, start),
            FilterOperator.LessOrEqual => sql.Add(column).Add(Before, end),
            FilterOperator.Greater => sql.Add(column).Add(Since, end),
            FilterOperator.GreaterOrEqual => sql.Add(column).Add(Since, start),
            _ => sql.Add(Open).Add(column).Add(Since, start).Add(And).Add(column).Add(Before, end).Add(Close),
        };
    }

    private static string Text(DateOnly day) => new Contracts.Values.TaskDate(null, day).ToString();

    /// <summary>The column that says whether there is a date.</summary>
    private static string Presence(FilterField field) => field switch
    {
        FilterField.Due => DueDate,
        FilterField.Start => StartDate,
        _ => FilterColumns.Of(field),
    };

    private static string? CaseOf(FilterField field) => field switch
    {
        FilterField.Due => CaseDueDay,
        FilterField.Start => CaseStartDay,
        _ => null,
    };
}

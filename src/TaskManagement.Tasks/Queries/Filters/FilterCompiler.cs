using TaskManagement.Contracts.Tasks;
using TaskManagement.Tasks.Queries.Search;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>
/// Writes a filter as a condition over <c>tasks t</c>. Every condition is true or false and never NULL, so that its
/// negation holds for all the other tasks.
/// </summary>
internal sealed class FilterCompiler(SqlText sql, FilterScope scope)
{
    private const string And = " AND ";
    private const string Or = " OR ";
    private const string Not = "NOT ";
    private const string Open = "(";
    private const string Close = ")";
    private const string Never = "(1 = 0)";
    private const string IsNull = " IS NULL)";
    private const string IsNotNull = " IS NOT NULL AND ";
    private const string EqualTo = " = ";
    private const string Status = "(t.status = ";
    private const string TitleHolds = "(t.title_folded LIKE ";
    private const string LikeEnd = @" ESCAPE '\')";
    private const string Archived = "(t.archived = ";
    private const string IsOpen = "(t.status NOT IN ('done', 'cancelled'))";
    private const string IsDone = "(t.status = 'done')";
    private const string SectionNone = "(t.section_id IS NULL)";
    private const string SectionIs = "(t.section_id IS NOT NULL AND t.section_id = ";
    private const string ListIs = "(t.list_id = ";
    private const string LabelNone = "(t.labels = '[]')";

    private const string SectionNamed = """
        EXISTS (SELECT 1 FROM list_sections n
            WHERE n.list_id = t.list_id AND n.section_id = t.section_id AND n.name_folded =
        """;

    private const string ListNamed =
        "EXISTS (SELECT 1 FROM lists n WHERE n.list_id = t.list_id AND n.name_folded = ";

    // The ids of a task's labels stand in one text; each has 36 characters and is like no other.
    private static readonly SqlWords LabelIs = new(
        "(instr(t.labels, ",
        "(strpos(t.labels, ");

    private static readonly SqlWords LabelNamed = new(
        "EXISTS (SELECT 1 FROM list_labels n WHERE n.list_id = t.list_id AND instr(t.labels, n.label_id) > 0 "
        + "AND n.name_folded = ",
        "EXISTS (SELECT 1 FROM list_labels n WHERE n.list_id = t.list_id AND strpos(t.labels, n.label_id::text) > 0 "
        + "AND n.name_folded = ");

    /// <summary>Adds the condition of a node.</summary>
    public SqlText Add(FilterNode node) => node switch
    {
        AndNode and => Both(and.Left, And, and.Right),
        OrNode or => Both(or.Left, Or, or.Right),
        NotNode not => Add(Not, not.Inner),
        TextNode text => Text(text),
        FlagNode flag => Flag(flag.Flag),
        ConditionNode condition => Condition(condition),
        _ => throw new InvalidOperationException($"{node.GetType().Name} is no part of a filter."),
    };

    private SqlText Both(FilterNode left, string word, FilterNode right)
    {
        sql.Add(Open);
        Add(left);
        return Add(word, right).Add(Close);
    }

    private SqlText Add(string before, FilterNode node)
    {
        sql.Add(before);
        return Add(node);
    }

    private SqlText Text(TextNode node) => scope.ListKeys.IsEmpty
        ? sql.Add(Never)
        : SearchCondition.Add(sql, SearchExpression.Of(
            sql.Kind, scope.ListKeys, [SearchPhrase.Of(node)], SearchReach.Everything));

    private SqlText Flag(FilterFlag flag) => flag switch
    {
        FilterFlag.Archived => sql.Add(Archived, true).Add(Close),
        FilterFlag.Open => sql.Add(IsOpen),
        FilterFlag.Done => sql.Add(IsDone),
        FilterFlag.Overdue => Overdue(),
        _ => throw new InvalidOperationException($"{flag} is no flag."),
    };

    /// <summary>A day has gone by when it is over where the caller is.</summary>
    private SqlText Overdue()
    {
        sql.Add(Open).Add(IsOpen).Add(And);
        return new DateConditions(sql, scope)
            .AddBefore(FilterField.Due, scope.Today, scope.Now)
            .Add(Close);
    }

    private SqlText Condition(ConditionNode condition) => FilterFields.Of(condition.Field).Kind switch
    {
        FilterKind.Status => sql.Add(Status, WorkStatusText.Of(((StatusValue)condition.Value).Status)).Add(Close),
        FilterKind.Number => Number(condition),
        FilterKind.Person => Person(FilterColumns.Of(condition.Field), condition.Value),
        FilterKind.Date => new DateConditions(sql, scope).Add(condition),
        FilterKind.Name => Named(condition.Field, condition.Value),
        FilterKind.Text => sql
            .Add(TitleHolds, SearchText.Pattern(SearchText.Fold(((TextValue)condition.Value).Text)))
            .Add(LikeEnd),
        FilterKind.Json => new AttributeConditions(sql, scope).Add(condition),
        _ => throw new InvalidOperationException($"{condition.Field} cannot be compared."),
    };

    private SqlText Number(ConditionNode condition) => sql
        .Add(Open)
        .Add(FilterColumns.Of(condition.Field))
        .Add(FilterColumns.SignOf(condition.Operator))
        .Add(FilterColumns.NumberStart)
        .Value((double)((NumberValue)condition.Value).Number)
        .Add(FilterColumns.NumberEnd)
        .Add(Close);

    private SqlText Person(string column, FilterValue value)
    {
        var person = value switch
        {
            MeValue => scope.Caller.Value,
            IdValue id => id.Id,
            HandleValue handle when scope.Handles.TryGetValue(handle.Handle, out var user) => user.Value,
            _ => (Guid?)null,
        };
        return value is NoneValue ? sql.Add(Open).Add(column).Add(IsNull)
            : person is not { } id2 ? sql.Add(Never)
            : sql.Add(Open).Add(column).Add(IsNotNull).Add(column).Add(EqualTo, id2).Add(Close);
    }

    private SqlText Named(FilterField field, FilterValue value) => (field, value) switch
    {
        (FilterField.Label, NoneValue) => sql.Add(LabelNone),
        (FilterField.Label, IdValue id) => sql.Add(LabelIs).Value(id.Id.ToString("D")).Add(") > 0)"),
        (FilterField.Label, TextValue name) => sql.Add(LabelNamed).Value(SearchText.Fold(name.Text)).Add(Close),
        (FilterField.List, IdValue id) => sql.Add(ListIs, id.Id).Add(Close),
        (FilterField.List, TextValue name) => sql.Add(ListNamed, SearchText.Fold(name.Text)).Add(Close),
        (FilterField.Section, NoneValue) => sql.Add(SectionNone),
        (FilterField.Section, IdValue id) => sql.Add(SectionIs, id.Id).Add(Close),
        (FilterField.Section, TextValue name) => sql.Add(SectionNamed, SearchText.Fold(name.Text)).Add(Close),
        _ => throw new InvalidOperationException($"{field} has no {value.GetType().Name}."),
    };
}

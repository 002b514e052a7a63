using TaskManagement.Contracts.Tasks;
using TaskManagement.Tasks.Queries.Search;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>Reads filters; docs/filters.md has the grammar, whose rules are this class' methods.</summary>
internal sealed class FilterParser
{
    private const string And = "and";
    private const string Or = "or";
    private const string Not = "not";

    private readonly FilterScanner _scanner;
    private int _terms;
    private int _depth;

    private FilterParser(string filter) => _scanner = new FilterScanner(filter);

    /// <summary>The tree of a filter. <see cref="FormatException"/> says what is wrong, and where.</summary>
    /// <param name="filter">Without U+0000.</param>
    public static FilterNode Parse(string filter)
    {
        if (filter.Length > TaskBounds.FilterLengthMax)
        {
            throw FilterFault.At(
                TaskBounds.FilterLengthMax + 1,
                $"a filter has {TaskBounds.FilterLengthMax} characters at most; this one has {filter.Length}");
        }

        var parser = new FilterParser(filter);
        var node = parser.Any();
        return parser._scanner.Next == FilterScanner.End ? node : throw parser.Unexpected();
    }

    /// <summary>any = all { "or" all }.</summary>
    private FilterNode Any()
    {
        var node = All();
        while (_scanner.SkipSpace().TakeKeyword(Or))
            node = new OrNode(node, All());
        return node;
    }

    /// <summary>all = negated { [ "and" ] negated }.</summary>
    private FilterNode All()
    {
        var node = Negated();
        while (_scanner.SkipSpace().TakeKeyword(And) || Continues())
            node = new AndNode(node, Negated());
        return node;
    }

    /// <summary>negated = ( "-" | "not" ) negated | "(" any ")" | term.</summary>
    private FilterNode Negated()
    {
        _scanner.SkipSpace();
        Enter();
        var node = _scanner.Take("-") || _scanner.TakeKeyword(Not) ? new NotNode(Negated())
            : _scanner.Take("(") ? Bracketed()
            : Term();
        _depth--;
        return node;
    }

    private FilterNode Bracketed()
    {
        var node = Any();
        _scanner.SkipSpace();
        return _scanner.Take(")") ? node : throw Unexpected("a ) is missing here");
    }

    /// <summary>term = field operator value { "," value } | text.</summary>
    private FilterNode Term()
    {
        var token = _scanner.Term();
        if (token is { IsQuoted: false, Text: "" })
            throw Unexpected();
        return _scanner.IsOperatorNext() ? Condition(token) : Text(token);
    }

    private TextNode Text(FilterToken token)
    {
        Count(token.Column);
        if (!token.IsQuoted && IsKeyword(token.Text))
            throw FilterFault.At(token.Column, $"'{token.Text}' joins conditions; put it in quotes to look for it");
        if (SearchPhrase.Of(token.Text, isPrefix: false) is null)
            throw FilterFault.At(token.Column, "there is no letter and no digit to look for");
        return new TextNode(token.Text, token.IsQuoted);
    }

    private FilterNode Condition(FilterToken name)
    {
        var reader = FilterConditions.Of(name);
        var (@operator, negated) = Operator();
        var node = Value(reader, @operator);
        while (_scanner.Take(","))
            node = new OrNode(node, Value(reader, @operator));
        return negated ? new NotNode(node) : node;
    }

    private FilterNode Value(FilterConditions reader, FilterOperator @operator)
    {
        Count(_scanner.Column);
        var value = _scanner.Value();
        return value is { IsQuoted: false, Text: "" }
            ? throw Unexpected("a value is missing here")
            : reader.Read(@operator, value);
    }

    private (FilterOperator Operator, bool Negated) Operator() =>
        _scanner.Take("!=") ? (FilterOperator.Equal, true)
        : _scanner.Take("<=") ? (FilterOperator.LessOrEqual, false)
        : _scanner.Take(">=") ? (FilterOperator.GreaterOrEqual, false)
        : _scanner.Take("<") ? (FilterOperator.Less, false)
        : _scanner.Take(">") ? (FilterOperator.Greater, false)
        : _scanner.Take(":") || _scanner.Take("=") ? (FilterOperator.Equal, false)
        : throw Unexpected();

    /// <summary>Whether another condition follows with nothing between.</summary>
    private bool Continues() => _scanner.Next is not (FilterScanner.End or ')') && !_scanner.IsNext(Or);

    private void Enter()
    {
        if (++_depth > TaskBounds.FilterDepthMax)
        {
            throw FilterFault.At(
                _scanner.Column, $"brackets and negations go {TaskBounds.FilterDepthMax} deep at most");
        }
    }

    private void Count(int column)
    {
        if (++_terms > TaskBounds.FilterTermsMax)
            throw FilterFault.At(column, $"a filter has {TaskBounds.FilterTermsMax} values and texts at most");
    }

    private FormatException Unexpected(string? expected = null) => FilterFault.At(
        _scanner.Column,
        expected ?? (_scanner.Next == FilterScanner.End
            ? "a condition is missing at the end"
            : $"'{_scanner.Next}' cannot stand here; write text that holds it in quotes"));

    private static bool IsKeyword(string word) =>
        word.Equals(And, StringComparison.OrdinalIgnoreCase)
        || word.Equals(Or, StringComparison.OrdinalIgnoreCase)
        || word.Equals(Not, StringComparison.OrdinalIgnoreCase);
}

using System.Globalization;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>Writes a tree as a filter that reads as the same tree.</summary>
internal static class FilterPrinter
{
    public static string Print(FilterNode node) => node switch
    {
        OrNode or => $"{Print(or.Left)} or {(or.Right is OrNode ? Bracketed(or.Right) : Print(or.Right))}",
        AndNode and => $"{Tight(and.Left, and.Left is OrNode)} {Tight(and.Right, and.Right is OrNode or AndNode)}",
        NotNode not => "-" + Tight(not.Inner, not.Inner is OrNode or AndNode),
        TextNode { IsPhrase: true } phrase => Quoted(phrase.Text),
        TextNode word => word.Text,
        FlagNode flag => $"is:{flag.Flag.ToString().ToLowerInvariant()}",
        ConditionNode condition => NameOf(condition) + SignOf(condition.Operator) + Print(condition.Value),
        _ => throw new InvalidOperationException($"{node.GetType().Name} is no part of a filter."),
    };

    private static string Tight(FilterNode node, bool bracketed) => bracketed ? Bracketed(node) : Print(node);

    private static string Bracketed(FilterNode node) => $"({Print(node)})";

    private static string NameOf(ConditionNode condition) => condition.Key is { } key
        ? FilterFields.AttributesPrefix + key
        : FilterFields.Of(condition.Field).Name;

    private static string SignOf(FilterOperator @operator) => @operator switch
    {
        FilterOperator.Less => "<",
        FilterOperator.LessOrEqual => "<=",
        FilterOperator.Greater => ">",
        FilterOperator.GreaterOrEqual => ">=",
        _ => ":",
    };

    private static string Print(FilterValue value) => value switch
    {
        NoneValue => "none",
        TextValue text => Quoted(text.Text),
        WordValue word => word.Text,
        NumberValue number => number.Number.ToString(CultureInfo.InvariantCulture),
        StatusValue status => WorkStatusText.Of(status.Status),
        MeValue => "me",
        HandleValue handle => "@" + handle.Handle,
        IdValue id => id.Id.ToString("D"),
        DayValue day => new TaskDate(null, day.Day).ToString(),
        InstantValue instant => new TaskDate(instant.Instant, null).ToString(),
        RelativeValue relative => Print(relative),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is no value of a filter."),
    };

    private static string Print(RelativeValue value) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(value.IsNow ? "now" : "today")}{value.Amount:+0;-0;+0}{value.Unit.ToString().ToLowerInvariant()[0]}");

    private static string Quoted(string text) => $"\"{text}\"";
}

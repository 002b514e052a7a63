using System.Globalization;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>Reads the conditions of one field. Each value is checked here, so that a fault names its column.</summary>
internal abstract class FilterConditions
{
    private const string None = "none";
    private const string Is = "is";
    private const string Has = "has";

    /// <summary>The conditions that begin with this name.</summary>
    public static FilterConditions Of(FilterToken name) => name switch
    {
        { IsQuoted: true } => throw FilterFault.At(name.Column, "the name of a field stands without quotes"),
        { Text: Is } => new Flags(),
        { Text: Has } => new Presence(),
        _ => new Field(FieldOf(name), KeyOf(name)),
    };

    /// <summary>One condition.</summary>
    public abstract FilterNode Read(FilterOperator @operator, FilterToken value);

    private static FilterFieldName FieldOf(FilterToken name) =>
        FilterFields.All.FirstOrDefault(field => field.Kind == FilterKind.Json
            ? name.Text.StartsWith(FilterFields.AttributesPrefix, StringComparison.Ordinal)
            : field.Name == name.Text)
        ?? throw FilterFault.At(
            name.Column,
            $"'{name.Text}' is no field; there are {FilterFields.Names}, is and has. Write text that holds a ':' or "
            + "another operator in quotes");

    private static string? KeyOf(FilterToken name)
    {
        if (!name.Text.StartsWith(FilterFields.AttributesPrefix, StringComparison.Ordinal))
            return null;
        var key = name.Text[FilterFields.AttributesPrefix.Length..];
        return AttributeKey.IsValid(key)
            ? key
            : throw FilterFault.At(
                name.Column + FilterFields.AttributesPrefix.Length,
                $"the name of an attribute is here of letters, digits, _ and -, {AttributeKey.LengthMax} at most");
    }

    private static void RequireEqual(FilterOperator @operator, FilterToken value, string what)
    {
        if (@operator != FilterOperator.Equal)
            throw FilterFault.At(value.Column, $"{what} has no order; use :, = or !=");
    }

    private sealed class Flags : FilterConditions
    {
        public override FilterNode Read(FilterOperator @operator, FilterToken value)
        {
            RequireEqual(@operator, value, Is);
            return new FlagNode(value.Text switch
            {
                "archived" => FilterFlag.Archived,
                "open" => FilterFlag.Open,
                "done" => FilterFlag.Done,
                "overdue" => FilterFlag.Overdue,
                _ => throw FilterFault.At(
                    value.Column, $"a task is not '{value.Text}'; it may be archived, open, done or overdue"),
            });
        }
    }

    private sealed class Presence : FilterConditions
    {
        public override FilterNode Read(FilterOperator @operator, FilterToken value)
        {
            RequireEqual(@operator, value, Has);
            var field = FieldOf(value with { IsQuoted = false });
            return field.MayBeEmpty
                ? new NotNode(new ConditionNode(field.Field, KeyOf(value), FilterOperator.Equal, new NoneValue()))
                : throw FilterFault.At(value.Column, $"every task has {field.Name}");
        }
    }

    private sealed class Field(FilterFieldName field, string? key) : FilterConditions
    {
        public override FilterNode Read(FilterOperator @operator, FilterToken value)
        {
            if (field.Kind is FilterKind.Status or FilterKind.Person or FilterKind.Name or FilterKind.Text)
                RequireEqual(@operator, value, field.Name);
            return new ConditionNode(field.Field, key, @operator, Value(@operator, value));
        }

        private FilterValue Value(FilterOperator @operator, FilterToken value)
        {
            if (!value.IsQuoted && value.Text == None && field.Kind != FilterKind.Text)
            {
                RequireEqual(@operator, value, None);
                return field.MayBeEmpty
                    ? new NoneValue()
                    : throw FilterFault.At(value.Column, $"{field.Name} is never none");
            }

            return field.Kind switch
            {
                FilterKind.Status => Status(value),
                FilterKind.Number => Number(value),
                FilterKind.Person => Person(value),
                FilterKind.Date => FilterDates.Read(value),
                FilterKind.Name when IdOf(value) is { } id => new IdValue(id),
                FilterKind.Name or FilterKind.Text => new TextValue(value.Text),
                _ => Json(@operator, value),
            };
        }

        private static StatusValue Status(FilterToken value)
        {
            foreach (var status in Enum.GetValues<WorkStatus>())
            {
                if (WorkStatusText.Of(status) == value.Text)
                    return new StatusValue(status);
            }

            throw FilterFault.At(
                value.Column,
                $"'{value.Text}' is no status; there are "
                + string.Join(", ", Enum.GetValues<WorkStatus>().Select(WorkStatusText.Of)));
        }

        private static NumberValue Number(FilterToken value) => NumberOf(value.Text) is { } number
            ? new NumberValue(number)
            : throw FilterFault.At(value.Column, $"'{value.Text}' is no number of up to 15 digits");

        private static FilterValue Person(FilterToken value) => value.Text switch
        {
            "me" => new MeValue(),
            ['@', .. { Length: > 0 } handle] when !value.IsQuoted => new HandleValue(handle.ToLowerInvariant()),
            _ when IdOf(value) is { } id => new IdValue(id),
            _ => throw FilterFault.At(value.Column, $"'{value.Text}' is nobody; give me, @handle, a user's id or none"),
        };

        private static FilterValue Json(FilterOperator @operator, FilterToken value)
        {
            if (@operator == FilterOperator.Equal)
                return value.IsQuoted ? new TextValue(value.Text) : new WordValue(value.Text);
            if (NumberOf(value.Text) is { } number)
                return new NumberValue(number);
            return FilterDates.Read(value) is var date and (DayValue or RelativeValue { IsNow: false })
                ? date
                : throw FilterFault.At(value.Column, "attributes are ordered by a number or a day");
        }
    }

    /// <summary>A number, exact in every database; <c>null</c> where the text is none.</summary>
    internal static decimal? NumberOf(string text) =>
        text.Count(char.IsAsciiDigit) is > 0 and <= 15
        && decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;

    private static Guid? IdOf(FilterToken value) =>
        !value.IsQuoted && Guid.TryParseExact(value.Text, "D", out var id) ? id : null;
}

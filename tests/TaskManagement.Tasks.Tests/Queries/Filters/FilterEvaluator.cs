using System.Globalization;
using System.Text.Json;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Queries.Filters;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Tests.Queries.Filters;

/// <summary>
/// What a filter means, said once more, over states and without SQL. It shares the tree with what it checks, no code.
/// </summary>
internal sealed class FilterEvaluator(
    UserId caller,
    DateTimeOffset now,
    TimeZoneInfo zone,
    IReadOnlyDictionary<string, UserId> handles,
    IReadOnlyDictionary<ListId, ListState> lists)
{
    public bool Holds(FilterNode node, TaskState task) => node switch
    {
        AndNode and => Holds(and.Left, task) && Holds(and.Right, task),
        OrNode or => Holds(or.Left, task) || Holds(or.Right, task),
        NotNode not => !Holds(not.Inner, task),
        TextNode text => Texts(task).Any(written => HasWords(written, text)),
        FlagNode flag => Is(flag.Flag, task),
        ConditionNode condition => Fits(condition, task),
        _ => throw new InvalidOperationException(node.ToString()),
    };

    private static IEnumerable<string> Texts(TaskState task) =>
        [task.Title, task.Description, .. task.Comments.Select(comment => comment.Text)];

    /// <summary>The texts of these tests hold words and single spaces alone.</summary>
    private static bool HasWords(string written, TextNode text)
    {
        var (words, wanted) = (Words(written), Words(text.Text));
        return Enumerable.Range(0, words.Length).Any(at => words.Skip(at).Take(wanted.Length).SequenceEqual(wanted)
            || (!text.IsPhrase && words[at].StartsWith(wanted[0], StringComparison.Ordinal)));

        static string[] Words(string text) => text.ToLowerInvariant().Replace('ö', 'o').Split(' ');
    }

    private bool Is(FilterFlag flag, TaskState task) => flag switch
    {
        FilterFlag.Archived => task.Archived,
        FilterFlag.Done => task.Status == WorkStatus.Done,
        FilterFlag.Open => task.Status is not (WorkStatus.Done or WorkStatus.Cancelled),
        FilterFlag.Overdue => Is(FilterFlag.Open, task) && task.DueDate is { } due
            && (due.Day is { } day ? day < Today : due.Instant < now),
        _ => throw new InvalidOperationException($"{flag}"),
    };

    private DateOnly Today => DayOf(now);

    private bool Fits(ConditionNode condition, TaskState task)
    {
        var list = lists[task.ListId];
        return condition.Field switch
        {
            FilterField.Status => task.Status == ((StatusValue)condition.Value).Status,
            FilterField.Priority => Compares(condition.Operator, decimal.Compare(task.Priority, Number(condition))),
            FilterField.Comments => Compares(
                condition.Operator, decimal.Compare(task.Comments.Count, Number(condition))),
            FilterField.Assignee => IsPerson(condition.Value, task.AssigneeId),
            FilterField.Creator => IsPerson(condition.Value, task.CreatorId),
            FilterField.Due => IsDate(condition, task.DueDate, task.DueTimeZone),
            FilterField.Start => IsDate(condition, task.StartDate, task.DueTimeZone),
            FilterField.Created => IsDate(condition, new TaskDate(task.CreatedAt, null), null),
            FilterField.Updated => IsDate(condition, new TaskDate(task.UpdatedAt, null), null),
            FilterField.Completed => IsDate(
                condition, task.CompletedAt is { } done ? new TaskDate(done, null) : null, null),
            FilterField.Title => Folded(task.Title).Contains(Folded(Text(condition)), StringComparison.Ordinal),
            FilterField.Label => IsNamed(
                condition.Value,
                list.Labels
                    .Where(label => task.Labels.Contains(label.Id))
                    .Select(label => (label.Id.Value, label.Name))),
            FilterField.List => IsNamed(condition.Value, [(list.Id.Value, list.Name)]),
            FilterField.Section => IsNamed(
                condition.Value,
                list.Sections.Where(part => part.Id == task.SectionId).Select(part => (part.Id.Value, part.Name))),
            FilterField.Attributes => HasAttribute(condition, task.Attributes),
            _ => throw new InvalidOperationException($"{condition.Field}"),
        };
    }

    private bool IsPerson(FilterValue value, UserId? person) => value switch
    {
        NoneValue => person is null,
        MeValue => person == caller,
        IdValue id => person?.Value == id.Id,
        HandleValue handle => handles.TryGetValue(handle.Handle, out var user) && person == user,
        _ => throw new InvalidOperationException(value.ToString()),
    };

    private bool IsDate(ConditionNode condition, TaskDate? date, string? dayZone)
    {
        if (condition.Value is NoneValue || date is not { } given)
            return condition.Value is NoneValue && date is null;
        if (Day(condition.Value) is { } wanted)
            return Compares(condition.Operator, (given.Day ?? DayOf(given.Instant!.Value)).CompareTo(wanted));
        var instant = given.Instant ?? TimeZoneInfo.ConvertTimeToUtc(
            given.Day!.Value.ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById(dayZone!));
        return Compares(condition.Operator, instant.CompareTo(Instant(condition.Value)));
    }

    private DateOnly? Day(FilterValue value) => value switch
    {
        DayValue day => day.Day,
        RelativeValue { IsNow: false } relative => relative.Unit switch
        {
            FilterUnit.Days => Today.AddDays(relative.Amount),
            FilterUnit.Weeks => Today.AddDays(7 * relative.Amount),
            FilterUnit.Months => Today.AddMonths(relative.Amount),
            _ => Today.AddYears(relative.Amount),
        },
        _ => null,
    };

    private DateTimeOffset Instant(FilterValue value) =>
        value is RelativeValue relative ? now.AddHours(relative.Amount) : ((InstantValue)value).Instant;

    private DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static bool IsNamed(FilterValue value, IEnumerable<(Guid Id, string Name)> things) => value switch
    {
        NoneValue => !things.Any(),
        IdValue id => things.Any(thing => thing.Id == id.Id),
        TextValue text => things.Any(thing => Folded(thing.Name) == Folded(text.Text)),
        _ => throw new InvalidOperationException(value.ToString()),
    };

    private bool HasAttribute(ConditionNode condition, JsonText? attributes)
    {
        using var document = JsonDocument.Parse(attributes?.Value ?? "{}");
        var found = document.RootElement.TryGetProperty(condition.Key!, out var value);
        var kind = found ? value.ValueKind : JsonValueKind.Null;
        if (condition.Value is NoneValue || kind == JsonValueKind.Null)
            return condition.Value is NoneValue && kind == JsonValueKind.Null;
        return condition.Value switch
        {
            TextValue text => kind == JsonValueKind.String && value.GetString() == text.Text,
            WordValue word => kind switch
            {
                JsonValueKind.String => value.GetString() == word.Text,
                JsonValueKind.Number => double.TryParse(word.Text, CultureInfo.InvariantCulture, out var number)
                    && value.GetDouble() == number,
                _ => value.GetRawText() == word.Text,
            },
            NumberValue => kind == JsonValueKind.Number
                && Compares(condition.Operator, value.GetDouble().CompareTo((double)Number(condition))),
            _ => kind == JsonValueKind.String && Compares(condition.Operator, string.CompareOrdinal(
                value.GetString(), Day(condition.Value)!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        };
    }

    private static bool Compares(FilterOperator @operator, int comparison) => @operator switch
    {
        FilterOperator.Equal => comparison == 0,
        FilterOperator.Less => comparison < 0,
        FilterOperator.LessOrEqual => comparison <= 0,
        FilterOperator.Greater => comparison > 0,
        _ => comparison >= 0,
    };

    private static decimal Number(ConditionNode condition) => ((NumberValue)condition.Value).Number;

    private static string Text(ConditionNode condition) => ((TextValue)condition.Value).Text;

    private static string Folded(string text) => text.ToLowerInvariant();
}

using System.Globalization;
using System.Text.RegularExpressions;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Todoist;

/// <summary>A date of Todoist as a task has it.</summary>
/// <param name="Zone">An IANA zone; where the date is a day, or recurs.</param>
internal sealed record TodoistDate(TaskDate Date, string? Zone, TaskRecurrence? Recurrence);

/// <summary>
/// Reads what people have typed as a date: days, times of day, and the common recurring phrases, in English. Another
/// language has its days alone (2026-05-01).
/// </summary>
internal sealed partial class TodoistDates(DateTimeOffset now)
{
    private const string English = "en";

    /// <summary>The date; <c>null</c> for a phrase that is not known.</summary>
    public TodoistDate? Parse(string text, string language, TimeZoneInfo zone)
    {
        if (TaskDate.TryParse(text, out var absolute))
            return new TodoistDate(absolute, absolute.Day is null ? null : zone.Id, null);
        var phrase = Spaces().Replace(text.Trim().ToLowerInvariant(), " ");
        var isEnglish = language.Length == 0 || language.StartsWith(English, StringComparison.OrdinalIgnoreCase);
        var (date, time) = TodoistTime.Split(phrase);
        if (!isEnglish && !date.Contains('-', StringComparison.Ordinal))
            return null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        if (TodoistDay.Parse(date, today) is { } day)
            return new TodoistDate(On(day, time, zone), time is null ? zone.Id : null, null);
        return Recurring(phrase, today, zone);
    }

    private static TodoistDate? Recurring(string phrase, DateOnly today, TimeZoneInfo zone)
    {
        var match = RecurringPhrase().Match(phrase);
        if (!match.Success)
            return null;
        var (pattern, time) = TodoistTime.Split(Every(match));
        if (Limit(match.Groups["from"], today) is not { } from || Limit(match.Groups["until"], today) is not { } until
            || TodoistPatterns.Parse(pattern) is not { } known)
            return null;
        if (known.First(from.Day ?? today) is not { } first)
            return null;
        var afterCompletion = match.Groups["strict"].Success;
        if (afterCompletion && (known.Rule.Contains(";BY", StringComparison.Ordinal) || until.Day is not null))
            return null;
        var end = until.Day is { } last
            ? string.Create(CultureInfo.InvariantCulture, $";UNTIL={last:yyyyMMdd}")
            : "";
        return new TodoistDate(
            On(first, time, zone),
            time is null ? zone.Id : null,
            new TaskRecurrence(known.Rule + end, zone.Id, afterCompletion));
    }

    /// <summary>What stands after "every"; "daily" is "every day".</summary>
    private static string Every(Match match) => match.Groups["adverb"].Value switch
    {
        "daily" or "everyday" => "day" + match.Groups["rest"].Value,
        "weekly" => "week" + match.Groups["rest"].Value,
        "monthly" => "month" + match.Groups["rest"].Value,
        "quarterly" => "quarter" + match.Groups["rest"].Value,
        "yearly" => "year" + match.Groups["rest"].Value,
        _ => match.Groups["rest"].Value.TrimStart(),
    };

    /// <summary>A day that limits a series, where one is given; <c>null</c> where it cannot be read.</summary>
    private static Limited? Limit(Group group, DateOnly today) => group switch
    {
        { Success: false } => new Limited(null),
        _ => TodoistDay.Parse(group.Value, today) is { } day ? new Limited(day) : null,
    };

    private static TaskDate On(DateOnly day, TimeOnly? time, TimeZoneInfo zone) =>
        time is { } at ? new TaskDate(LocalTimes.InstantOf(day, at, zone), null) : new TaskDate(null, day);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"\A(?:every(?<strict>!)?(?= )|(?<adverb>everyday|daily|weekly|monthly|quarterly|yearly))(?<rest>.*?)"
        + @"(?: (?:starting|from) (?<from>.+?))?(?: (?:until|ending|till) (?<until>.+))?\z")]
    private static partial Regex RecurringPhrase();

    private sealed record Limited(DateOnly? Day);
}

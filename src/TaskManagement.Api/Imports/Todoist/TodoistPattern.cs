using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskManagement.Api.Imports.Todoist;

/// <summary>A recurring date: a rule, and the days that it may begin on.</summary>
/// <param name="Rule">Of RFC 5545.</param>
/// <param name="Begins">Whether the first one may be on this day.</param>
internal sealed record TodoistPattern(string Rule, Func<DateOnly, bool> Begins)
{
    private const int DaysMax = 8 * 366;

    /// <summary>The first day from this one on; <c>null</c> where none comes.</summary>
    public DateOnly? First(DateOnly from)
    {
        for (var day = from; day.DayNumber - from.DayNumber < DaysMax; day = day.AddDays(1))
        {
            if (Begins(day))
                return day;
        }

        return null;
    }
}

/// <summary>Reads what stands after "every", in English: the common phrases, and no guess at others.</summary>
internal static partial class TodoistPatterns
{
    private static readonly ImmutableArray<string> Weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>The pattern; <c>null</c> for a phrase that is not known.</summary>
    public static TodoistPattern? Parse(string phrase) =>
        Interval(phrase) ?? OnWeekdays(phrase) ?? OnMonthDay(phrase) ?? OnOrdinal(phrase) ?? OnDate(phrase);

    /// <summary>"day", "3 days", "other week", "quarter".</summary>
    private static TodoistPattern? Interval(string phrase)
    {
        var match = IntervalPhrase().Match(phrase);
        if (!match.Success)
            return null;
        var count = match.Groups["count"].Value switch
        {
            "" => 1,
            "other" => 2,
            var digits => int.Parse(digits, CultureInfo.InvariantCulture),
        };
        var (frequency, times) = match.Groups["unit"].Value switch
        {
            "day" => ("DAILY", 1),
            "week" => ("WEEKLY", 1),
            "month" => ("MONTHLY", 1),
            "quarter" => ("MONTHLY", 3),
            _ => ("YEARLY", 1),
        };
        return count == 0 ? null : new TodoistPattern(Rule(frequency, count * times, ""), _ => true);
    }

    /// <summary>"monday", "mon, wed and fri", "2 tuesdays", "weekday", "weekend".</summary>
    private static TodoistPattern? OnWeekdays(string phrase)
    {
        var match = WeekdaysPhrase().Match(phrase);
        if (!match.Success)
            return null;
        var days = match.Groups["day"].Captures
            .SelectMany(capture => DaysOf(capture.Value)).Distinct().Order().ToList();
        var interval = match.Groups["other"].Success ? 2 : 1;
        var codes = string.Join(',', days.Select(day => Weekdays[(int)day]));
        return new TodoistPattern(Rule("WEEKLY", interval, $";BYDAY={codes}"), day => days.Contains(day.DayOfWeek));
    }

    /// <summary>"15th", "15", "last day", "1st and 15th".</summary>
    private static TodoistPattern? OnMonthDay(string phrase)
    {
        if (phrase is "last day" or "last day of the month")
            return new TodoistPattern(Rule("MONTHLY", 1, ";BYMONTHDAY=-1"), IsLastOfMonth);
        var match = MonthDaysPhrase().Match(phrase);
        var days = match.Groups["day"].Captures
            .Select(capture => int.Parse(capture.Value, CultureInfo.InvariantCulture)).Distinct().Order().ToList();
        return match.Success && days.TrueForAll(day => day is >= 1 and <= 31)
            ? new TodoistPattern(
                Rule("MONTHLY", 1, $";BYMONTHDAY={string.Join(',', days)}"), day => days.Contains(day.Day))
            : null;
    }

    /// <summary>"1st monday", "third friday", "last sunday".</summary>
    private static TodoistPattern? OnOrdinal(string phrase)
    {
        const int DaysInWeek = 7;
        var match = OrdinalPhrase().Match(phrase);
        if (!match.Success)
            return null;
        var weekday = DaysOf(match.Groups["day"].Value).Single();
        var ordinal = match.Groups["ordinal"].Value switch
        {
            "1st" or "first" => 1,
            "2nd" or "second" => 2,
            "3rd" or "third" => 3,
            "4th" or "fourth" => 4,
            _ => -1,
        };
        var rule = Rule(
            "MONTHLY", 1, string.Create(CultureInfo.InvariantCulture, $";BYDAY={ordinal}{Weekdays[(int)weekday]}"));
        return new TodoistPattern(rule, day => day.DayOfWeek == weekday && (ordinal > 0
            ? (day.Day - 1) / DaysInWeek == ordinal - 1
            : day.AddDays(DaysInWeek).Month != day.Month));
    }

    /// <summary>"jan 15", "15 january".</summary>
    private static TodoistPattern? OnDate(string phrase)
    {
        // Any leap year: February 29 is a date too.
        if (!phrase.Contains(' ', StringComparison.Ordinal)
            || TodoistDay.Parse(phrase, new DateOnly(2000, 1, 1)) is not { Year: 2000 } date)
            return null;
        var parts = string.Create(CultureInfo.InvariantCulture, $";BYMONTH={date.Month};BYMONTHDAY={date.Day}");
        return new TodoistPattern(Rule("YEARLY", 1, parts), day => day.Month == date.Month && day.Day == date.Day);
    }

    private static IEnumerable<DayOfWeek> DaysOf(string name) => name switch
    {
        "weekday" or "weekdays" or "workday" or "workdays" =>
            [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        "weekend" or "weekends" => [DayOfWeek.Saturday, DayOfWeek.Sunday],
        _ => [(DayOfWeek)Weekdays.IndexOf(name[..2].ToUpperInvariant())],
    };

    private static bool IsLastOfMonth(DateOnly day) => day.AddDays(1).Day == 1;

    private static string Rule(string frequency, int interval, string parts) => string.Create(
        CultureInfo.InvariantCulture, $"FREQ={frequency}{(interval == 1 ? "" : $";INTERVAL={interval}")}{parts}");

    private const string Day =
        "(?:mon|tue|wed|thu|fri|sat|sun)(?:days?|s|sdays?|nesdays?|rs|rsdays?|urdays?)?";

    [GeneratedRegex(@"\A(?:(?<count>\d{1,3}|other) )?(?<unit>day|week|month|quarter|year)s?\z")]
    private static partial Regex IntervalPhrase();

    [GeneratedRegex(
        $@"\A(?<other>other )?(?:(?:, ?and |, ?|,? and |(?<!\S))(?<day>{Day}|week(?:day|end)s?|workdays?))+\z")]
    private static partial Regex WeekdaysPhrase();

    [GeneratedRegex(@"\A(?:(?:, ?and |, ?|,? and |(?<!\S))(?<day>\d{1,2})(?:st|nd|rd|th)?)+(?: of the month)?\z")]
    private static partial Regex MonthDaysPhrase();

    [GeneratedRegex(
        $@"\A(?<ordinal>1st|first|2nd|second|3rd|third|4th|fourth|last) (?<day>{Day})(?: of the month)?\z")]
    private static partial Regex OrdinalPhrase();
}

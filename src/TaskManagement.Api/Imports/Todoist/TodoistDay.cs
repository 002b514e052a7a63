using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskManagement.Api.Imports.Todoist;

/// <summary>Reads days as people write them to Todoist in English; what could mean two days is none.</summary>
internal static partial class TodoistDay
{
    /// <summary>The names of months, as far as they are needed to tell them apart.</summary>
    public const string MonthPattern =
        "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?";

    private static readonly ImmutableArray<string> Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>
    /// A day such as <c>2026-05-01</c>, <c>1 May</c>, <c>May 1 2026</c>, <c>today</c> or <c>tomorrow</c>.
    /// </summary>
    /// <param name="today">Days without a year are the next ones from here.</param>
    public static DateOnly? Parse(string text, DateOnly today)
    {
        if (text is "today" or "tomorrow")
            return text == "today" ? today : today.AddDays(1);
        const DateTimeStyles Exact = DateTimeStyles.None;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Exact, out var day))
            return day;
        var match = DayAndMonth().Match(text) is { Success: true } first ? first : MonthAndDay().Match(text);
        if (!match.Success)
            return null;
        var month = MonthOf(match.Groups["month"].Value);
        var number = int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture);
        return match.Groups["year"] is { Success: true, Value: var year }
            ? On(int.Parse(year, CultureInfo.InvariantCulture), month, number)
            : Next(month, number, today);
    }

    /// <summary>The number of a month by its name, or the beginning of it.</summary>
    public static int MonthOf(string name) => Months.IndexOf(name[..3]) + 1;

    /// <summary>The next such day; February 29 may take years.</summary>
    public static DateOnly? Next(int month, int day, DateOnly today)
    {
        const int YearsMax = 8;
        return Enumerable.Range(today.Year, YearsMax)
            .Select(year => On(year, month, day))
            .FirstOrDefault(found => found >= today);
    }

    private static DateOnly? On(int year, int month, int day) =>
        year is >= 1 and <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    [GeneratedRegex($@"\A(?<day>\d{{1,2}})(?:st|nd|rd|th)? (?<month>{MonthPattern})(?:,? (?<year>\d{{4}}))?\z")]
    private static partial Regex DayAndMonth();

    [GeneratedRegex($@"\A(?<month>{MonthPattern}) (?<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?<year>\d{{4}}))?\z")]
    private static partial Regex MonthAndDay();
}

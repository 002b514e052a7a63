using System.Collections.Immutable;
using NodaTime;

namespace TaskManagement.Tasks.Recurrence;

/// <summary>
/// Which days a rule means, leaving its interval aside. RFC 5545 has parts that widen and parts that narrow; over the
/// days of a whole period, and without weeks of the year, all of them come to one question asked of each day.
/// </summary>
internal sealed class DayPattern
{
    private readonly ImmutableArray<int> _months;
    private readonly ImmutableArray<int> _monthDays;
    private readonly ImmutableArray<RecurringWeekday> _weekdays;
    private readonly bool _withinMonths;

    /// <param name="start">Says what the rule leaves open: "monthly" begun on the 15th means every 15th.</param>
    public DayPattern(RecurrenceRule rule, LocalDate start)
    {
        _months = rule is { Frequency: RecurrenceFrequency.Yearly, NamesDays: false, ByMonth.IsEmpty: true }
            ? [start.Month]
            : rule.ByMonth;
        _monthDays = rule is { Frequency: >= RecurrenceFrequency.Monthly, NamesDays: false }
            ? [start.Day]
            : rule.ByMonthDay;
        _weekdays = rule is { Frequency: RecurrenceFrequency.Weekly, NamesDays: false }
            ? [new RecurringWeekday(start.DayOfWeek, null)]
            : rule.ByDay;
        _withinMonths = CountsWithinMonths(rule);
    }

    /// <summary>Whether "the second Tuesday" is that of a month; otherwise it is that of the year.</summary>
    public static bool CountsWithinMonths(RecurrenceRule rule) =>
        rule.Frequency == RecurrenceFrequency.Monthly || !rule.ByMonth.IsEmpty;

    public bool Includes(LocalDate day) => IncludesMonth(day) && IncludesMonthDay(day) && IncludesWeekday(day);

    private bool IncludesMonth(LocalDate day) => _months.IsEmpty || _months.Contains(day.Month);

    private bool IncludesMonthDay(LocalDate day) => _monthDays.IsEmpty
        || _monthDays.Contains(day.Day)
        || _monthDays.Contains(day.Day - DaysInMonth(day) - 1);

    private bool IncludesWeekday(LocalDate day)
    {
        if (_weekdays.IsEmpty)
            return true;
        foreach (var weekday in _weekdays)
        {
            if (weekday.Day == day.DayOfWeek && (weekday.Ordinal is not { } ordinal || IsOrdinal(day, ordinal)))
                return true;
        }

        return false;
    }

    private bool IsOrdinal(LocalDate day, int ordinal)
    {
        var (number, length) = _withinMonths
            ? (day.Day, DaysInMonth(day))
            : (day.DayOfYear, day.Calendar.GetDaysInYear(day.Year));
        return ordinal > 0
            ? ordinal == ((number - 1) / DaysPerWeek) + 1
            : -ordinal == ((length - number) / DaysPerWeek) + 1;
    }

    private static int DaysInMonth(LocalDate day) => day.Calendar.GetDaysInMonth(day.Year, day.Month);

    private const int DaysPerWeek = NodaConstants.DaysPerWeek;
}

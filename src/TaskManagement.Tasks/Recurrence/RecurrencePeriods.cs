using NodaTime;

namespace TaskManagement.Tasks.Recurrence;

/// <summary>The days, weeks, months or years that a rule looks at: every one, or every n-th from its start.</summary>
internal sealed class RecurrencePeriods(RecurrenceRule rule, LocalDate start)
{
    private readonly LocalDate _first = Containing(rule, start);

    /// <summary>The first day of the n-th of them, from 0.</summary>
    public LocalDate StartOf(int number) => Shift(number * rule.Interval);

    /// <summary>Its days, as far as they do not come after the last.</summary>
    public IEnumerable<LocalDate> DaysOf(int number, LocalDate last)
    {
        var end = LocalDate.Min(Shift((number * rule.Interval) + 1).PlusDays(-1), last);
        for (var day = StartOf(number); day <= end; day = day.PlusDays(1))
            yield return day;
    }

    /// <summary>The number of the last one that begins at or before a day, which is not before the start.</summary>
    public int NumberAt(LocalDate day) => UnitsBetween(Containing(rule, day)) / rule.Interval;

    /// <summary>A day so many days, weeks, months or years later; the last of a month that lacks it.</summary>
    public static LocalDate Plus(LocalDate day, RecurrenceFrequency frequency, int units) => frequency switch
    {
        RecurrenceFrequency.Daily => day.PlusDays(units),
        RecurrenceFrequency.Weekly => day.PlusWeeks(units),
        RecurrenceFrequency.Monthly => day.PlusMonths(units),
        _ => day.PlusYears(units),
    };

    private static LocalDate Containing(RecurrenceRule rule, LocalDate day) => rule.Frequency switch
    {
        RecurrenceFrequency.Daily => day,
        RecurrenceFrequency.Weekly => day.PlusDays(1).Previous(rule.WeekStart),
        RecurrenceFrequency.Monthly => new LocalDate(day.Year, day.Month, 1),
        RecurrenceFrequency.Yearly => new LocalDate(day.Year, 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Frequency, "No such frequency."),
    };

    private LocalDate Shift(int units) => Plus(_first, rule.Frequency, units);

    private int UnitsBetween(LocalDate day) => rule.Frequency switch
    {
        RecurrenceFrequency.Daily => Period.DaysBetween(_first, day),
        RecurrenceFrequency.Weekly => Period.DaysBetween(_first, day) / NodaConstants.DaysPerWeek,
        RecurrenceFrequency.Monthly => ((day.Year - _first.Year) * 12) + day.Month - _first.Month,
        _ => day.Year - _first.Year,
    };
}

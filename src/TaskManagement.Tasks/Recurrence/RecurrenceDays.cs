using NodaTime;

namespace TaskManagement.Tasks.Recurrence;

/// <summary>The days of a rule, without its COUNT and UNTIL.</summary>
internal static class RecurrenceDays
{
    /// <summary>Its days from one to another, ascending.</summary>
    /// <param name="start">The day that the rule begins on: its interval counts from there.</param>
    /// <param name="from">At or after the start; whole periods before it are leapt over.</param>
    public static IEnumerable<LocalDate> Between(RecurrenceRule rule, LocalDate start, LocalDate from, LocalDate last)
    {
        var pattern = new DayPattern(rule, start);
        var periods = new RecurrencePeriods(rule, start);
        for (var number = periods.NumberAt(from); periods.StartOf(number) <= last; number++)
        {
            // Positions count from a period's end too, so that then all of it is looked at.
            var end = rule.BySetPosition.IsEmpty ? last : LocalDate.MaxIsoValue;
            foreach (var day in Chosen(rule, periods.DaysOf(number, end).Where(pattern.Includes)))
            {
                if (day >= from && day <= last)
                    yield return day;
            }
        }
    }

    private static IEnumerable<LocalDate> Chosen(RecurrenceRule rule, IEnumerable<LocalDate> days)
    {
        if (rule.BySetPosition.IsEmpty)
            return days;
        var all = days.ToList();
        return all.Where((_, index) =>
            rule.BySetPosition.Contains(index + 1) || rule.BySetPosition.Contains(index - all.Count));
    }
}

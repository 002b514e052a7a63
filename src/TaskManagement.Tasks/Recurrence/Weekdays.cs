using System.Globalization;
using NodaTime;

namespace TaskManagement.Tasks.Recurrence;

/// <summary>A day of the week in a rule: every one, or the first, second, last … of the month or year.</summary>
/// <param name="Ordinal">From the end where negative; <c>null</c> for every one.</param>
internal readonly record struct RecurringWeekday(IsoDayOfWeek Day, int? Ordinal)
{
    public override string ToString() =>
        Ordinal?.ToString(CultureInfo.InvariantCulture) + Weekdays.NameOf(Day);
}

/// <summary>The names that RFC 5545 gives to the days of the week.</summary>
internal static class Weekdays
{
    private const string Names = "MOTUWETHFRSASU";

    public static string NameOf(IsoDayOfWeek day) => Names.Substring(((int)day - 1) * 2, 2);

    /// <summary>The day, or <c>null</c> where there is none of that name.</summary>
    public static IsoDayOfWeek? Find(string name)
    {
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (NameOf(day) == name)
                return day;
        }

        return null;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace TaskManagement.Tasks.Recurrence;

/// <summary>What a rule counts its interval in.</summary>
internal enum RecurrenceFrequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>A recurrence rule of RFC 5545 §3.3.10 (RRULE), as far as it speaks of days.</summary>
/// <remarks>
/// Days that a month lacks are skipped, as the RFC has it: <c>BYMONTHDAY=31</c> is seven times a year, and
/// <c>BYMONTHDAY=-1</c> is the last day of every month.
/// </remarks>
internal sealed record RecurrenceRule(RecurrenceFrequency Frequency)
{
    /// <summary>Characters of a rule.</summary>
    public const int LengthMax = 500;

    /// <summary>The largest INTERVAL.</summary>
    public const int IntervalMax = 1_000;

    /// <summary>The largest COUNT.</summary>
    public const int CountMax = 10_000;

    public int Interval { get; init; } = 1;

    public ImmutableArray<RecurringWeekday> ByDay { get; init; } = [];

    /// <summary>1 to 31, or -1 (the last day) to -31.</summary>
    public ImmutableArray<int> ByMonthDay { get; init; } = [];

    public ImmutableArray<int> ByMonth { get; init; } = [];

    /// <summary>Which of a period's days; from the end where negative.</summary>
    public ImmutableArray<int> BySetPosition { get; init; } = [];

    /// <summary>How many occurrences there are, the first included; <c>null</c> for no end.</summary>
    public int? Count { get; init; }

    public RecurrenceEnd? Until { get; init; }

    /// <summary>Which day begins a week, where every second one counts.</summary>
    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>Whether it says which days it means; otherwise they follow from the day that it begins on.</summary>
    public bool NamesDays => !ByDay.IsEmpty || !ByMonthDay.IsEmpty;

    /// <summary>Whether it is no more than a frequency and an interval, perhaps with an end.</summary>
    public bool IsPlainInterval => !NamesDays && ByMonth.IsEmpty && BySetPosition.IsEmpty;

    /// <summary>The rule in the form that is kept: upper case, always the same order, no defaults.</summary>
    public override string ToString() => string.Join(';', Parts());

    private IEnumerable<string> Parts()
    {
        yield return $"FREQ={Frequency.ToString().ToUpperInvariant()}";
        if (Interval != 1)
            yield return string.Create(CultureInfo.InvariantCulture, $"INTERVAL={Interval}");
        if (!ByMonth.IsEmpty)
            yield return $"BYMONTH={Joined(ByMonth)}";
        if (!ByMonthDay.IsEmpty)
            yield return $"BYMONTHDAY={Joined(ByMonthDay)}";
        if (!ByDay.IsEmpty)
            yield return $"BYDAY={string.Join(',', ByDay)}";
        if (!BySetPosition.IsEmpty)
            yield return $"BYSETPOS={Joined(BySetPosition)}";
        if (WeekStart != IsoDayOfWeek.Monday)
            yield return $"WKST={Weekdays.NameOf(WeekStart)}";
        if (Count is { } count)
            yield return string.Create(CultureInfo.InvariantCulture, $"COUNT={count}");
        if (Until is not null)
            yield return $"UNTIL={Until.Text}";
    }

    private static string Joined(ImmutableArray<int> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}

using NodaTime;

namespace TaskManagement.Tasks.Recurrence;

/// <summary>One time at which something recurs.</summary>
/// <param name="Local">What the rule says; on days when clocks skip that time, none shows it.</param>
/// <param name="Instant">When that is.</param>
/// <param name="Number">
/// Its place in the series; the start is 1. Only the occurrences of a rule with a COUNT have the right one.
/// </param>
internal readonly record struct Occurrence(LocalDateTime Local, Instant Instant, int Number);

/// <summary>
/// A rule that begins at a time in a zone. The start is its first occurrence, whether it fits or not.
/// </summary>
/// <remarks>
/// RFC 5545 §3.3.5 settles what clocks cannot show or show twice: a time that they skip is read with the offset
/// before the gap (02:30 becomes 03:30), one that comes twice is the first. The next day has its usual time again.
/// </remarks>
internal sealed record RecurrenceSeries(RecurrenceRule Rule, DateTimeZone Zone, LocalDateTime Start)
{
    /// <summary>
    /// How far a search goes. It bounds what any rule costs, also one that never occurs (30 February): a look at each
    /// day of these years.
    /// </summary>
    public const int HorizonYears = 100;

    /// <summary>Whether it consists of calendar days; then <see cref="Start"/> is a midnight.</summary>
    public bool WholeDays { get; init; }

    /// <summary>
    /// The first occurrence after the start that has not passed at an instant; a day passes with its end. <c>null</c>
    /// where the series is over, or has none within <see cref="HorizonYears"/>.
    /// </summary>
    public Occurrence? NextAfter(Instant passed)
    {
        var today = LocalDate.Max(passed.InZone(Zone).Date, Start.Date);

        // Whoever counts cannot leap: the occurrences that have passed are part of the number. Yesterday's is looked at
        // too, since clocks that skip midnight carry it into today.
        var from = Rule.Count is null ? today.PlusDays(-1) : Start.Date;
        foreach (var occurrence in Following(LocalDate.Max(from, Start.Date), today.PlusYears(HorizonYears)))
        {
            if (WholeDays ? occurrence.Local.Date >= today : occurrence.Instant > passed)
                return occurrence;
        }

        return null;
    }

    /// <summary>
    /// The one that comes an interval after a completion, at the start's time of day; <c>null</c> where the series is
    /// over. Here a month after 31 January is the end of February: the next one counts from another completion.
    /// </summary>
    public Occurrence? AfterCompletion(Instant completed)
    {
        var day = RecurrencePeriods.Plus(completed.InZone(Zone).Date, Rule.Frequency, Rule.Interval);
        var next = At(day.At(Start.TimeOfDay), 2);
        return next.Number > Rule.Count || Rule.Until?.Covers(next) == false ? null : next;
    }

    /// <summary>The occurrences after the start, ascending, over <see cref="HorizonYears"/>.</summary>
    public IEnumerable<Occurrence> Following() => Following(Start.Date, Start.Date.PlusYears(HorizonYears));

    private IEnumerable<Occurrence> Following(LocalDate from, LocalDate last)
    {
        var previous = At(Start, 1);
        foreach (var day in RecurrenceDays.Between(Rule, Start.Date, from, last))
        {
            var occurrence = At(day.At(Start.TimeOfDay), previous.Number + 1);

            // Where a zone skips a whole day, that day and the next come to the same instant.
            if (occurrence.Instant <= previous.Instant)
                continue;
            if (occurrence.Number > Rule.Count || Rule.Until?.Covers(occurrence) == false)
                yield break;
            yield return occurrence;
            previous = occurrence;
        }
    }

    private Occurrence At(LocalDateTime local, int number) => new(local, Zone.AtLeniently(local).ToInstant(), number);
}

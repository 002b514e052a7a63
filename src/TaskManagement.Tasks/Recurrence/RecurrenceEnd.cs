using NodaTime;
using NodaTime.Text;

namespace TaskManagement.Tasks.Recurrence;

/// <summary>The UNTIL of a rule: the last instant, or the last local time, at which it may occur.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="At">Of a day, its last moment: the whole day is included.</param>
internal sealed record RecurrenceEnd(string Text, LocalDateTime At, bool IsUtc)
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    private static readonly LocalDateTimePattern Utc =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>The end that a text names, or <c>null</c>.</summary>
    public static RecurrenceEnd? Find(string text)
    {
        if (Day.Parse(text) is { Success: true } day)
            return new RecurrenceEnd(text, day.Value.At(LocalTime.MaxValue), IsUtc: false);
        if (Local.Parse(text) is { Success: true } local)
            return new RecurrenceEnd(text, local.Value, IsUtc: false);
        return Utc.Parse(text) is { Success: true } utc ? new RecurrenceEnd(text, utc.Value, IsUtc: true) : null;
    }

    /// <summary>Whether an occurrence lies within it.</summary>
    public bool Covers(Occurrence occurrence) => IsUtc
        ? occurrence.Instant <= At.InUtc().ToInstant()
        : occurrence.Local <= At;
}

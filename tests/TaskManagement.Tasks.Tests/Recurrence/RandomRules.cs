using NodaTime;
using NodaTime.Text;
using TaskManagement.Tasks.Recurrence;

namespace TaskManagement.Tasks.Tests.Recurrence;

/// <summary>
/// The random rules of <c>recurrences.tsv</c>, with what python-dateutil makes of them; <c>recurrences.py</c> beside it
/// writes that file.
/// </summary>
internal static class RandomRules
{
    private const string LocalFormat = "uuuuMMdd'T'HHmmss";

    /// <summary>A line of the file.</summary>
    /// <param name="Occurrences">The first that come after the start.</param>
    public sealed record Example(string Rule, string Zone, string Start, string[] Occurrences)
    {
        public override string ToString() => $"{Rule} from {Start} in {Zone}";

        internal RecurrenceSeries Series() => new(
            RecurrenceRuleParser.Parse(Rule, out var complaint) ?? throw new FormatException($"{Rule}: {complaint}"),
            DateTimeZoneProviders.Tzdb[Zone],
            LocalDateTimePattern.CreateWithInvariantCulture(LocalFormat).Parse(Start).Value);
    }

    public static IReadOnlyList<Example> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recurrence", "recurrences.tsv")).Select(Read)];

    /// <summary>An instant as the file has it.</summary>
    public static string Text(Occurrence occurrence) =>
        InstantPattern.CreateWithInvariantCulture(LocalFormat + "'Z'").Format(occurrence.Instant);

    private static Example Read(string line)
    {
        var fields = line.Split('\t');
        return new Example(fields[0], fields[1], fields[2], fields[3..]);
    }
}

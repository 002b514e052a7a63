using NodaTime;
using Xunit;

namespace TaskManagement.Tasks.Tests.Recurrence;

public sealed class RecurrenceComparisonTests
{
    private const int ExamplesExpected = 1_000;
    private const int ShownMax = 10;

    // Up to here go the file's occurrences: later decisions about time zones would tell the two apart.
    private static readonly Instant End = Instant.FromUtc(2024, 1, 1, 0, 0);

    [Fact]
    public void Following_WhenRulesAreRandom_ThenIsWhatAnIndependentImplementationSays()
    {
        var different = RandomRules.All
            .Select(example => (example, ours: Following(example)))
            .Where(pair => !pair.ours.SequenceEqual(pair.example.Occurrences))
            .Select(pair =>
                $"{pair.example}:\n{string.Join(' ', pair.example.Occurrences)}, not\n{string.Join(' ', pair.ours)}")
            .ToList();

        Assert.Equal(ExamplesExpected, RandomRules.All.Count);
        Assert.True(different.Count == 0, $"{different.Count} differ, such as {different.FirstOrDefault()}");
    }

    private static string[] Following(RandomRules.Example example) =>
    [
        .. example.Series().Following()
            .TakeWhile(occurrence => occurrence.Instant <= End)
            .Take(ShownMax)
            .Select(RandomRules.Text),
    ];
}

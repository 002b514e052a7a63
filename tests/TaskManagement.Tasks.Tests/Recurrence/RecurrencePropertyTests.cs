using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using TaskManagement.Tasks.Recurrence;
using Xunit;

namespace TaskManagement.Tasks.Tests.Recurrence;

/// <summary>What holds for any rule, in any zone, whenever it begins.</summary>
public sealed class RecurrencePropertyTests
{
    private const int Looked = 12;

    [Property(Arbitrary = [typeof(AnySeries)], MaxTest = 300)]
    public void Following_WhenRuleIsAny_ThenRisesStrictlyFromTheStart(Series any)
    {
        var previous = any.Value.Zone.AtLeniently(any.Value.Start).ToInstant();
        foreach (var occurrence in any.Value.Following().Take(Looked))
        {
            Assert.True(occurrence.Instant > previous, $"{occurrence} follows {previous}");
            previous = occurrence.Instant;
        }
    }

    [Property(Arbitrary = [typeof(AnySeries)], MaxTest = 300)]
    public void Following_WhenBegunAnewAtAnyOccurrence_ThenIsTheRestOfIt(Series any, byte which)
    {
        var endless = any.Value with { Rule = any.Value.Rule with { Count = null } };
        var whole = endless.Following().Take(Looked).ToList();
        if (whole.Count == 0)
            return;
        var at = which % whole.Count;

        var rest = (endless with { Start = whole[at].Local }).Following().Take(whole.Count - at - 1);

        Assert.Equal(whole[(at + 1)..].Select(day => day.Instant), rest.Select(day => day.Instant));
    }

    [Property(Arbitrary = [typeof(AnySeries)], MaxTest = 300)]
    public void NextAfter_WhenInstantIsAny_ThenIsTheFirstThatHasNotPassed(Series any, ushort hours)
    {
        var series = any.Value;
        var passed = series.Zone.AtLeniently(series.Start).ToInstant() + Duration.FromHours(hours);

        var next = series.NextAfter(passed);

        Assert.Equal(
            series.Following().Where(day => day.Instant > passed).Select(day => (Instant?)day.Instant).FirstOrDefault(),
            next?.Instant);
    }

    [Property(Arbitrary = [typeof(AnySeries)], MaxTest = 300)]
    public void Following_WhenRuleHasACount_ThenHasNoMoreThanThatWithTheStart(Series any, byte count)
    {
        var rule = any.Value.Rule with { Count = 1 + (count % Looked), Until = null };

        var counted = (any.Value with { Rule = rule }).Following().ToList();

        var endless = (any.Value with { Rule = rule with { Count = null } }).Following().Take(count % Looked);
        Assert.Equal(endless.Select(day => day.Instant), counted.Select(day => day.Instant));
    }

    [Property(Arbitrary = [typeof(AnySeries)], MaxTest = 300)]
    public void Parse_WhenRuleIsAsItIsKept_ThenGivesThatRule(Series any)
    {
        var kept = any.Value.Rule.ToString();

        Assert.Equal(kept, RecurrenceRuleParser.Parse(kept, out _)?.ToString());
    }

    /// <summary>Shown by its rule where a test fails.</summary>
    public sealed record Series(object Shown)
    {
        internal RecurrenceSeries Value => (RecurrenceSeries)Shown;
    }

    public static class AnySeries
    {
        public static Arbitrary<Series> All() => (
            from example in Gen.Elements<RandomRules.Example>(RandomRules.All)
            from minutes in Gen.Choose(0, 30 * 365 * 24 * 60)
            let start = new LocalDateTime(1995, 1, 1, 0, 0).PlusMinutes(minutes)
            select new Series(example.Series() with { Start = start }))
            .ToArbitrary();
    }
}

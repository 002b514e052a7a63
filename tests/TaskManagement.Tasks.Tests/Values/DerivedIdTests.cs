using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Tests.Values;

public sealed class DerivedIdTests
{
    private static readonly Guid Home = Guid.Parse("01900000-0000-7000-8000-000000000011");
    private static readonly Guid Other = Guid.Parse("01900000-0001-7000-8000-000000000011");

    [Fact]
    public void FromParts_WhenGivenAgain_ThenTheSameForEver()
    {
        // Ids lie in logs: they must not change with a release.
        Assert.Equal("38844788-1e31-8775-bb9a-8ada793bddfa", DerivedId.FromParts("task", "one").ToString());
        Assert.Equal("01900000-0000-8d49-9ad6-673a0d92e8ea", DerivedId.FromPartsWithin(Home, "task", "one").ToString());
        Assert.Equal("01900000-0000-801e-82c4-bab8ddb2385b", DerivedId.From(Home, "task").ToString());
    }

    [Fact]
    public void FromParts_WhenPartsAreCutOtherwise_ThenAnother() =>
        Assert.NotEqual(DerivedId.FromParts("ab", "c"), DerivedId.FromParts("a", "bc"));

    [Fact]
    public void FromPartsWithin_WhenInOneNeighbourhood_ThenSideBySideAndAllDifferent()
    {
        var ids = Enumerable.Range(0, 1_000).Select(n => DerivedId.FromPartsWithin(Home, "task", $"{n}")).ToList();

        Assert.Equal(1_000, ids.Distinct().Count());
        Assert.All(ids, id => Assert.StartsWith("01900000-0000-8", id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void FromPartsWithin_WhenTheNeighbourhoodIsAnother_ThenNothingIsShared()
    {
        var (here, there) = (DerivedId.FromPartsWithin(Home, "x"), DerivedId.FromPartsWithin(Other, "x"));

        Assert.NotEqual(here.ToString()[^12..], there.ToString()[^12..]);
    }

    [Fact]
    public void From_WhenTheSeedHasATime_ThenItIsKept_AndOtherwiseHashed()
    {
        var derived = DerivedId.From(Home, "task");

        Assert.StartsWith("01900000-0000-8", derived.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(derived, DerivedId.From(Home, "list"));
        Assert.NotEqual(derived.ToString()[..8], DerivedId.From(derived, "task").ToString()[..8]);
    }
}

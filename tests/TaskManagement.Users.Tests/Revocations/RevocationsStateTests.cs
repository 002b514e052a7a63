using System.Collections.Immutable;
using TaskManagement.Contracts.Values;
using TaskManagement.Users.Revocations;

namespace TaskManagement.Users.Tests.Revocations;

public sealed class RevocationsStateTests
{
    private const int Max = 3;

    [Fact]
    public void With_WhenSomeAreThere_ThenNumbersCountOn()
    {
        var state = Add(Add(new RevocationsState(), Fixtures.Noon, 1, 2), Fixtures.Noon, 3);

        Assert.Equal([1, 2, 3], state.Revocations.Select(revocation => revocation.Number));
        Assert.Equal([Id(1), Id(2), Id(3)], state.Revocations.Select(revocation => revocation.Credential));
        Assert.Equal(3, state.Last);
    }

    [Fact]
    public void With_WhenEldersCountForNothingAnyMore_ThenTheyAreForgotten()
    {
        var state = Add(Add(new RevocationsState(), Fixtures.Noon, 1), Fixtures.Noon.AddMinutes(11), 2);

        Assert.Equal((2, Id(2)), (Assert.Single(state.Revocations).Number, state.Revocations[0].Credential));
    }

    [Fact]
    public void With_WhenFull_ThenTheEldestGo()
    {
        var state = Add(Add(new RevocationsState(), Fixtures.Noon, 1, 2), Fixtures.Noon, 3, 4);

        Assert.Equal([2, 3, 4], state.Revocations.Select(revocation => revocation.Number));
    }

    [Theory]
    [InlineData(0, 2, 3, 4)]
    [InlineData(1, 2, 3, 4)]
    [InlineData(3, 4)]
    [InlineData(4)]
    [InlineData(9, 2, 3, 4)]
    public void After_WhenAsked_ThenWhatIsNewer(long number, params int[] expected)
    {
        var news = Add(Add(new RevocationsState(), Fixtures.Noon, 1, 2), Fixtures.Noon, 3, 4).After(number);

        Assert.Equal(4, news.Last);
        Assert.Equal(expected, news.Revocations.Select(revocation => (int)revocation.Number));
    }

    private static RevocationsState Add(RevocationsState state, DateTimeOffset now, params int[] ids) =>
        state.With([.. ids.Select(Id)], now, now.AddMinutes(11), Max);

    private static Guid Id(int n) => DerivedId.FromParts("session", $"{n}");
}

using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.Users.Names;

namespace TaskManagement.Users.Tests.Names;

public sealed class NameStateTests
{
    private static readonly NameClaimed Claimed = new(new UserId(DerivedId.FromParts("ada")));

    [Fact]
    public void Evolve_WhenFree_ThenItBelongsToTheAccount() =>
        Assert.Equal(new NameState(Claimed.UserId), NameState.Evolve(null, Claimed));

    [Fact]
    public void Evolve_WhenTaken_ThenTheLogIsBroken() => Assert.Throws<InvalidOperationException>(
        () => NameState.Evolve(new NameState(Claimed.UserId), Claimed));
}

using TaskManagement.Users.Attempts;

namespace TaskManagement.Users.Tests.Attempts;

public sealed class AttemptBudgetTests
{
    private const int Max = 20;

    [Fact]
    public void Take_WhenAllAreTaken_ThenNoneIsLeft()
    {
        var budget = Empty();

        Assert.Null(budget.Take());
        Assert.Null(budget.Refilled(Max, Fixtures.Noon.AddSeconds(59)).Take());
    }

    [Fact]
    public void Refilled_WhenTimeGoesBy_ThenEvenlyAndNeverMoreThanFull()
    {
        Assert.Equal(1, Empty().Refilled(Max, Fixtures.Noon.AddMinutes(1)).Left);
        Assert.Equal(Max, Empty().Refilled(Max, Fixtures.Noon + AttemptBudget.Window).Left);
        Assert.Equal(Max, Empty().Refilled(Max, Fixtures.Noon.AddDays(1)).Left);
    }

    [Fact]
    public void Refilled_WhenTheClockGoesBack_ThenNothingComesBackTwice()
    {
        var budget = Empty().Refilled(Max, Fixtures.Noon.AddMinutes(-5)).Refilled(Max, Fixtures.Noon.AddMinutes(1));

        Assert.Equal(1, budget.Left);
    }

    [Fact]
    public void GiveBack_WhenFull_ThenFull()
    {
        Assert.Equal(Max, AttemptBudget.Full(Max, Fixtures.Noon).GiveBack(Max).Left);
        Assert.Equal(1, Empty().GiveBack(Max).Left);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void Network_WhenTwoAreCompared_ThenOneOrTwo(string one, string other, bool same) =>
        Assert.Equal(same, ClientNetwork.Of(one) == ClientNetwork.Of(other));

    private static AttemptBudget Empty()
    {
        var budget = AttemptBudget.Full(Max, Fixtures.Noon);
        for (var n = 0; n < Max; n++)
            budget = budget.Take()!;
        return budget;
    }
}

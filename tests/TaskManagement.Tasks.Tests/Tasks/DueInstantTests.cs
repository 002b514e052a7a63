using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Tests.Tasks;

public sealed class DueInstantTests
{
    [Theory]
    [InlineData("2026-03-09", "Europe/Vienna", "2026-03-08T23:00:00Z")]
    [InlineData("2026-07-09", "Europe/Vienna", "2026-07-08T22:00:00Z")]
    [InlineData("2026-07-09", "America/New_York", "2026-07-09T04:00:00Z")]
    [InlineData("2026-07-09", null, "2026-07-09T00:00:00Z")]
    [InlineData("2026-07-09", "Gone/Zone", "2026-07-09T00:00:00Z")]
    [InlineData("2017-10-15", "America/Sao_Paulo", "2017-10-15T03:00:00Z")]
    [InlineData("2025-11-02", "America/Havana", "2025-11-02T04:00:00Z")]
    [InlineData("2026-07-09T10:00:00+02:00", "Europe/Vienna", "2026-07-09T08:00:00Z")]
    public void Of_WhenADateIsGiven_ThenTheInstantThatItBegins(string date, string? zone, string expected)
    {
        Assert.True(TaskDate.TryParse(date, out var parsed));

        Assert.Equal(DateTimeOffset.Parse(expected, null), DueInstant.Of(parsed, zone));
    }

    [Fact]
    public void Of_WhenThereIsNone_ThenNever() => Assert.Equal(DueInstant.Never, DueInstant.Of(null, "Etc/UTC"));
}

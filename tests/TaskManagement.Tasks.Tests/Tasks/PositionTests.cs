using FsCheck.Xunit;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Tests.Tasks;

public sealed class PositionTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Property]
    public void AtEnd_WhenLater_ThenItSortsAfterByteByByte(uint earlier, uint gap, Guid one, Guid other)
    {
        var before = Position.AtEnd(Start.AddMilliseconds(earlier), one, index: 14_776_335);
        var after = Position.AtEnd(Start.AddMilliseconds((double)earlier + gap + 1), other);

        Assert.True(string.CompareOrdinal(before, after) < 0, $"{before} should sort before {after}");
    }

    [Property]
    public void AtEnd_WhenTheIndexIsHigher_ThenItSortsAfter(ushort lower, ushort gap, Guid one, Guid other)
    {
        var before = Position.AtEnd(Start, one, lower);
        var after = Position.AtEnd(Start, other, lower + gap + 1);

        Assert.True(string.CompareOrdinal(before, after) < 0, $"{before} should sort before {after}");
    }

    [Property]
    public void AtEnd_WhenMade_ThenThereIsRoomBetweenAnyTwo(uint milliseconds, Guid id)
    {
        var key = Position.AtEnd(Start.AddMilliseconds(milliseconds), id);

        Assert.Matches(@"\A[0-9A-Za-z]{15}[1-9A-Za-z]\z", key);
    }

    [Fact]
    public void AtEnd_WhenTheClockIsAbsurd_ThenStillAKey()
    {
        var farAhead = new DateTimeOffset(8887, 1, 1, 0, 0, 0, default);

        Assert.Equal(16, Position.AtEnd(DateTimeOffset.MinValue, Guid.Empty).Length);
        Assert.True(
            string.CompareOrdinal(Position.AtEnd(Start, Guid.Empty), Position.AtEnd(farAhead, Guid.Empty)) < 0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(14_776_336)]
    public void AtEnd_WhenTheIndexHasNoRoom_ThenItThrows(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Position.AtEnd(Start, Guid.Empty, index));
}

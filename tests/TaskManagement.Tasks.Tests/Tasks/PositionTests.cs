using System.Collections.Immutable;
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

    [Property]
    public void Between_WhenTasksAreMovedAtRandom_ThenTheOrderIsThatOfTheMoves(
        ImmutableArray<(byte Place, Guid Id)> moves)
    {
        List<string> keys = [Position.AtEnd(Start, Guid.Empty)];
        foreach (var (place, id) in moves)
        {
            var index = place % (keys.Count + 1);
            var lower = index == 0 ? null : keys[index - 1];
            keys.Insert(index, Position.Between(lower, keys.ElementAtOrDefault(index), id)!);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal).Distinct(), keys);
        Assert.All(keys, key => Assert.Matches(@"\A[0-9A-Za-z]+[1-9A-Za-z]\z", key));
    }

    [Property]
    public void Between_WhenTwoFindTheSameGap_ThenBothKeysAreInItAndDiffer(Guid one, Guid other)
    {
        var (lower, upper) = (Position.AtEnd(Start, one), Position.AtEnd(Start.AddMilliseconds(1), other));
        var keys = new[] { Position.Between(lower, upper, one)!, Position.Between(lower, upper, other)! };

        Assert.All(keys, key => Assert.InRange(key, lower, upper, StringComparer.Ordinal));
        Assert.Equal(one == other, keys[0] == keys[1]);
    }

    [Fact]
    public void Between_WhenAlwaysPutFirst_ThenKeysDoNotGrow()
    {
        var first = Position.AtEnd(Start, Guid.Empty);
        for (var i = 0; i < 10_000; i++)
            first = Position.Between(null, first, Guid.Empty)!;

        Assert.Equal(12, first.Length);
    }

    [Fact]
    public void Between_WhenAGapIsHalvedWithoutEnd_ThenItSaysThatThereIsNoRoom()
    {
        var (lower, upper) = (Position.AtEnd(Start, Guid.Empty), (string?)Position.AtEnd(Start.AddDays(1), Guid.Empty));
        var moves = 0;
        while ((upper = Position.Between(lower, upper, Guid.Empty)) is not null)
            moves++;

        Assert.InRange(moves, 4_500, 7_000);
        Assert.Null(Position.Between("B", "A", Guid.Empty));
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

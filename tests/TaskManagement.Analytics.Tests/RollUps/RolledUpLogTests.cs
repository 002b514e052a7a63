using TaskManagement.Analytics.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Analytics.Tests.RollUps;

public sealed class RolledUpLogTests
{
    private static readonly UserId[] Users = [new(new Guid(3, 0, 0, new byte[8])), new(new Guid(4, 0, 0, new byte[8]))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task RollUp_WhateverTheStreamLosesRepeatsOrSwaps_ThenRowsEqualARecountOfTheTasks(int seed)
    {
        var chance = new Random(seed);
        await using var log = await RolledUpLog.StartAsync(chance);
        RandomHistory[] tasks = [.. Enumerable.Range(0, 8).Select(n =>
            new RandomHistory(chance, new TaskId(new Guid(n, 1, 1, new byte[8])), Users))];

        for (var step = 0; step < 150; step++)
        {
            var task = tasks[chance.Next(tasks.Length)];
            if (task.Step() is { } @event)
                await log.AppendAsync(task.Id, @event);
            await log.DeliverSomethingAsync();
        }

        await log.CatchUpAsync();
        foreach (var user in Users)
            await AssertEqualAsync(tasks, log.RollUps, user);
    }

    private static async Task AssertEqualAsync(RandomHistory[] tasks, UserRollUps rollUps, UserId user)
    {
        var (assigned, completed) = Recount.Totals(tasks, user);
        Assert.Equal(new UserTotals(assigned, completed), await rollUps.TotalsAsync(user));
        var rows = await rollUps.SlotsAsync(user, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        Assert.Equal(
            Recount.Slots(tasks, user).Select(slot => new SlotSum(slot.Key, slot.Value.Count, slot.Value.Milliseconds)),
            rows.Where(slot => slot.Completions != 0 || slot.Milliseconds != 0).OrderBy(slot => slot.Slot));
    }
}

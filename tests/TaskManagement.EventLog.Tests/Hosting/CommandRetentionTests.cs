using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.Hosting;

public sealed class CommandRetentionTests
{
    [Fact]
    public async Task Sweep_WhenOutcomesAreOverADayOld_ThenTheyGoAndYoungerOnesStay()
    {
        var clock = new ManualTimeProvider();
        await using var database = await TestDatabase.StartAsync(
            services => services.AddSingleton<TimeProvider>(clock), [new("Storage:CommandsSweepRowsMax", "2")]);
        var old = new List<CommandId>();
        for (var number = 0; number < 5; number++)
            old.Add(await AppendAsync(database));
        await Eventually.HoldsAsync(() => clock.ArmedTimers > 0, "the sweep is armed");

        clock.Advance(TimeSpan.FromHours(23));
        var young = await AppendAsync(database);
        Assert.NotNull(await database.Log.FindCommandAsync(old[0]));

        await Eventually.HoldsAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromMinutes(10));
                return await CountAsync(database, old) == 0;
            },
            "all old outcomes are gone");
        Assert.NotNull(await database.Log.FindCommandAsync(young));
    }

    private static async Task<CommandId> AppendAsync(TestDatabase database)
    {
        var context = TestCommands.BySystem();
        await database.Log.MustAppendAsync(Sample.Append(Sample.NewStream(), context: context));
        return context.Id;
    }

    private static async Task<int> CountAsync(TestDatabase database, List<CommandId> ids)
    {
        var found = await Task.WhenAll(ids.Select(database.Log.FindCommandAsync));
        return found.Count(record => record is not null);
    }
}

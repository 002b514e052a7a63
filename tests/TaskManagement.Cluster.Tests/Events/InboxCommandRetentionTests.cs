using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Database;
using TaskManagement.Notifications;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Cluster.Tests.Events;

public sealed class InboxCommandRetentionTests
{
    private const string Insert =
        "INSERT INTO inbox_commands (user_id, command_id, marked, at) VALUES (@p0, @p1, 0, @p2)";

    private const string Select = "SELECT command_id FROM inbox_commands";

    [Fact]
    public async Task Sweep_WhenCommandsToReadAllAreOverADayOld_ThenTheyGoAndYoungerOnesStay()
    {
        var clock = new ManualTimeProvider();
        await using var database = await TestDatabase.StartAsync(
            services => services.AddSingleton<TimeProvider>(clock).AddNotificationsContext(),
            [new("Storage:CommandsSweepRowsMax", "2")]);
        var user = Guid.CreateVersion7();
        var young = Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        for (var number = 0; number < 5; number++)
            await database.Database.WriteAsync([new Statement(Insert, user, Guid.CreateVersion7(), now.AddDays(-1))]);
        await database.Database.WriteAsync([new Statement(Insert, user, young, now)]);
        await Eventually.HoldsAsync(() => clock.ArmedTimers > 0, "the sweep is armed");

        clock.Advance(TimeSpan.FromHours(1));

        await Eventually.HoldsAsync(
            async () => (await CommandsAsync(database)).Length == 1, "the old ones are gone");

        Assert.Equal([young], await CommandsAsync(database));
    }

    private static async Task<Guid[]> CommandsAsync(TestDatabase database) =>
        [.. await database.Database.ReadAsync(new Statement(Select), row => row.Uuid(0))];
}

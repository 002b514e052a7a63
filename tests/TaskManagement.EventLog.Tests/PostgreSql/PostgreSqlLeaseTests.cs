using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>Grains that know nothing of another process's have the database to themselves.</summary>
public sealed class PostgreSqlLeaseTests
{
    // Waits for the end: until then the old session's lock would pass for the new one's.
    private const string EndLease = """
        SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 10000)) FROM pg_locks
        WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private static readonly string ThisProcess = $"process {Environment.ProcessId} on {Environment.MachineName}";

    [PostgresFact]
    public async Task Start_WhenAnotherHoldsTheDatabase_ThenRefusedNamingTheHolder()
    {
        var settings = await DatabaseAsync();
        await using var first = await TestDatabase.StartAsync(settings: settings);

        var alone = await Assert.ThrowsAsync<StorageStartException>(() => TestDatabase.StartAsync(settings: settings));
        var silo = await Assert.ThrowsAsync<StorageStartException>(() => StartSiloAsync(settings));

        foreach (var message in new[] { alone.Message, silo.Message })
        {
            Assert.Contains(ThisProcess, message, StringComparison.Ordinal);
            Assert.Contains("from 127.0.0.1", message, StringComparison.Ordinal);
            Assert.Contains("ConnectionStrings:TaskManagement", message, StringComparison.Ordinal);
            Assert.DoesNotContain(PostgresServer.Password, message, StringComparison.Ordinal);
        }

        await first.Log.MustAppendAsync(Sample.Append(Sample.NewStream()));
    }

    [PostgresFact]
    public async Task Start_WhenSilosOfAClusterHoldIt_ThenAnotherSiloMayAndOneAloneMayNot()
    {
        var settings = await DatabaseAsync();
        await using var first = await StartSiloAsync(settings);
        await using var second = await StartSiloAsync(settings);

        await Assert.ThrowsAsync<StorageStartException>(() => TestDatabase.StartAsync(settings: settings));
        await second.Log.MustAppendAsync(Sample.Append(Sample.NewStream()));
    }

    [PostgresFact]
    public async Task Lease_WhenItsSessionEnds_ThenItIsTakenAgain()
    {
        var settings = await DatabaseAsync();
        await using var database = await TestDatabase.StartAsync(settings: settings);

        Assert.Equal(1, await EndLeaseAsync(database));

        await Eventually.HoldsAsync(
            async () => await LocksAsync(database) == 1, "the lease is held again");
        Assert.False(IsStopping(database));
        await Assert.ThrowsAsync<StorageStartException>(() => TestDatabase.StartAsync(settings: settings));
    }

    [PostgresFact]
    public async Task Lease_WhenAnotherProcessCameBetween_ThenThisOneStops()
    {
        var settings = await DatabaseAsync();
        await using var database = await TestDatabase.StartAsync(settings: settings);
        const string SignAnew = "UPDATE storage_holder SET token = gen_random_uuid()";
        await database.Database.WriteAsync([new Statement(SignAnew)]);

        await EndLeaseAsync(database);

        await StopsAsFailedAsync(database);
    }

    [PostgresFact]
    public async Task Lease_WhenItsWatchFails_ThenTheProcessStops()
    {
        await using var database = await TestDatabase.StartAsync(
            services => services.AddSingleton<TimeProvider>(new ClockWithoutPauses()), await DatabaseAsync());

        await EndLeaseAsync(database);

        await StopsAsFailedAsync(database);
    }

    private static async Task StopsAsFailedAsync(TestDatabase database)
    {
        try
        {
            await Eventually.HoldsAsync(() => IsStopping(database), "the process stops");
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = 0;
        }
    }

    private static bool IsStopping(TestDatabase database) => database.Services
        .GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    private static async Task<long> EndLeaseAsync(TestDatabase database) =>
        (await database.Database.ReadAsync(new Statement(EndLease), row => row.GetInt64(0))).Single();

    private static async Task<long> LocksAsync(TestDatabase database)
    {
        const string Count = """
            SELECT count(*) FROM pg_locks
            WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;
        return (await database.Database.ReadAsync(new Statement(Count), row => row.GetInt64(0))).Single();
    }

    private static Task<TestDatabase> StartSiloAsync(KeyValuePair<string, string?>[] settings) =>
        Silos.StartAsync(settings, Silos.MasterKey);

    private static async Task<KeyValuePair<string, string?>[]> DatabaseAsync() =>
        PostgresServer.Settings(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    /// <summary>Fails at the pause before the lease is taken again.</summary>
    private sealed class ClockWithoutPauses : TimeProvider
    {
        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            dueTime == TimeSpan.FromSeconds(1)
                ? throw new InvalidOperationException("There are no pauses.")
                : base.CreateTimer(callback, state, dueTime, period);
    }
}

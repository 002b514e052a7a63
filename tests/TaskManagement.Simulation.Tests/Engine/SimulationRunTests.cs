using System.Security.Cryptography;
using Orleans.TestingHost.Simulation;

namespace TaskManagement.Simulation.Tests.Engine;

public sealed class SimulationRunTests
{
    [Fact]
    public void Run_WhenTheSeedDiffers_ThenAnotherOrderAndTheSameSeedTheSameOrder()
    {
        var orders = Enumerable.Range(0, 20).Select(seed => OrderOf((ulong)seed)).ToList();

        Assert.Equal(orders, Enumerable.Range(0, 20).Select(seed => OrderOf((ulong)seed)));
        Assert.True(orders.Distinct().Count() > 10, $"Twenty seeds gave only these orders: {string.Join(' ', orders)}");
    }

    [Fact]
    public void Time_WhenNothingIsReady_ThenMovesToTheNextTimer()
    {
        var took = TimeSpan.Zero;
        SimulationRun.Execute(new(1) { DurationMax = TimeSpan.FromDays(3) }, async cluster =>
        {
            var begun = cluster.Time.GetUtcNow();
            await Task.WhenAll(
                Task.Delay(TimeSpan.FromDays(2), cluster.Time), Task.Delay(TimeSpan.FromHours(1), cluster.Time));
            took = cluster.Time.GetUtcNow() - begun;
        });

        Assert.Equal(TimeSpan.FromDays(2), took);
    }

    [Fact]
    public void Timers_WhenDueTogether_ThenTheSeedOrdersThem()
    {
        var orders = Enumerable.Range(0, 20).Select(seed => FiringOrderOf((ulong)seed)).Distinct();

        Assert.True(orders.Count() > 3);
    }

    [Fact]
    public void Run_WhenAnAwaitComesBackOnThePool_ThenFailsAndNamesTheMethod()
    {
        var failure = Failure(cluster => LeaveAsync(cluster.Time));

        Assert.Contains("left its thread", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(LeaveAsync), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WhenAnAwaitLeavesWhileThePoolIsBusy_ThenItIsFoundNevertheless()
    {
        var failure = Failure(cluster =>
        {
            for (var i = 0; i < Environment.ProcessorCount * 4; i++)
                ThreadPool.UnsafeQueueUserWorkItem(static _ => BeBusy(), null);
            return LeaveAsync(cluster.Time);
        });

        Assert.Contains(nameof(LeaveAsync), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WhenAGrainLeavesItsScheduler_ThenFailsAndNamesTheGrain()
    {
        var failure = Failure(async cluster =>
        {
            await cluster.StartSilosAsync(1, _ => { });
            await cluster.Client.GetGrain<ILeavingGrain>(7).Leave();
        });

        Assert.Contains("left its thread", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(LeavingGrain), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WhenNothingCanHappenAnyMore_ThenFailsAndSaysSo() => Assert.Contains(
        "stands still", Failure(_ => new TaskCompletionSource().Task).Message, StringComparison.Ordinal);

    [Fact]
    public void Run_WhenItGoesOnForEver_ThenFailsAndSaysSo() => Assert.Contains(
        "has not ended",
        Failure(async _ =>
        {
            while (true)
                await Task.Yield();
        }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Run_WhenTheScenarioThrows_ThenTheFailureTellsSeedErrorAndLastLines()
    {
        var failure = Failure(cluster =>
        {
            cluster.Note("so far so good");
            throw new InvalidDataException("but then");
        });

        Assert.IsType<InvalidDataException>(failure.InnerException);
        Assert.Matches("(?s)^Seed 1 failed: but then.*so far so good$", failure.Message);
    }

    private static SimulationFailedException Failure(Func<SimulatedCluster, Task> scenario) =>
        Assert.Throws<SimulationFailedException>(() => SimulationRun.Execute(new(1), scenario));

    private static string OrderOf(ulong seed)
    {
        var order = "";
        SimulationRun.Execute(new(seed), async _ => await Task.WhenAll("abcdef".Select(async letter =>
        {
            await Task.Yield();
            order += letter;
        })));
        return order;
    }

    private static string FiringOrderOf(ulong seed)
    {
        var order = "";
        SimulationRun.Execute(new(seed), async cluster =>
        {
            var timers = "abcd".Select(letter => cluster.Time.CreateTimer(
                _ => order += letter, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan)).ToList();
            await Task.Delay(TimeSpan.FromSeconds(2), cluster.Time);
            timers.ForEach(timer => timer.Dispose());
        });
        return order;
    }

    /// <summary>A few tenths of a second of work, whatever the clock says meanwhile.</summary>
    private static void BeBusy() =>
        Rfc2898DeriveBytes.Pbkdf2("password", new byte[16], 300_000, HashAlgorithmName.SHA512, 32);

    private static async Task LeaveAsync(TimeProvider time)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        time.GetUtcNow();
    }
}

/// <summary>A grain that does what grains must not.</summary>
[Alias("ILeavingGrain")]
internal interface ILeavingGrain : IGrainWithIntegerKey
{
    [Alias("Leave")]
    Task<DateTimeOffset> Leave();
}

[GrainType("leaving")]
internal sealed class LeavingGrain(TimeProvider time) : Grain, ILeavingGrain
{
    public async Task<DateTimeOffset> Leave()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return time.GetUtcNow();
    }
}

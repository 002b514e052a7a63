using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Database;
using TaskManagement.TestKit.Faults;

namespace TaskManagement.EventLog.Tests.Consumers;

public sealed class ConsumerPumpTests : IAsyncLifetime
{
    private PumpStand _stand = null!;

    public async Task InitializeAsync() => _stand = await PumpStand.StartAsync();

    public async Task DisposeAsync() => await _stand.DisposeAsync();

    [Fact]
    public async Task Step_WhenEventsCame_ThenTheirRowsAndTheCheckpointAreWritten()
    {
        await _stand.AppendAsync("a", "b", "a", "c", "a");

        Assert.Empty(await _stand.RunAsync());

        Assert.Equal<long>([1, 2, 3, 4, 5], await _stand.EffectsAsync());
        Assert.Equal(new ConsumerStatus("test", 0, Checkpoint: 5, Head: 5, Stopped: null), _stand.Pump.Status);
    }

    [Fact]
    public async Task Step_WhenTheConsumerIsAboutOneCategory_ThenOthersArePassedOverUnread()
    {
        await _stand.AppendAsync("a", "tasks-a", "list-a", "b");
        var pump = _stand.NewPump("task");

        while (await pump.StepAsync() is not PumpStep.UpToDate)
            Assert.Null(pump.Status.Stopped);

        Assert.Equal<long>([1, 4], _stand.Handled.Keys.Order());
        Assert.Equal(4, pump.Status.Checkpoint);
    }

    [Fact]
    public async Task Load_WhenAnotherActivationHasGone_ThenItGoesOnWhereThatOneStood()
    {
        await _stand.AppendAsync("a", "b");
        await _stand.RunAsync();
        await _stand.AppendAsync("a");
        await _stand.ReplacePumpAsync();

        await _stand.RunAsync();

        Assert.Equal<long>([1, 2, 3], await _stand.EffectsAsync());
    }

    [Fact]
    public async Task Step_WhenLessThanABatchWaits_ThenTheNextMayGatherMore()
    {
        var batch = _stand.Bounds.BatchEventsMax;
        await _stand.AppendAsync([.. Enumerable.Repeat("a", batch), .. Enumerable.Repeat("b", batch + 1)]);

        Assert.Equal(new PumpStep.Done(IsBehind: true), await _stand.Pump.StepAsync());
        Assert.Equal(new PumpStep.Done(IsBehind: false), await _stand.Pump.StepAsync());
        Assert.Equal(new PumpStep.Done(IsBehind: false), await _stand.Pump.StepAsync());
        Assert.Equal(PumpStep.Idle, await _stand.Pump.StepAsync());
    }

    [Fact]
    public async Task Step_WhenItCannotLoad_ThenItWaitsAndLoadsLater()
    {
        await _stand.AppendAsync("a");
        await ExecuteAsync("ALTER TABLE dead_letters RENAME TO hidden");
        var pump = _stand.NewPump();
        Assert.IsType<PumpStep.Held>(await pump.StepAsync());
        Assert.NotNull(pump.Status.Stopped);
        await ExecuteAsync("ALTER TABLE hidden RENAME TO dead_letters");

        Assert.IsType<PumpStep.Done>(await pump.StepAsync());

        Assert.Equal<long>([1], await _stand.EffectsAsync());
    }

    [Fact]
    public async Task Step_WhenAnotherActivationIsAhead_ThenNothingIsWrittenAndItIsOvertaken()
    {
        await _stand.AppendAsync("a", "b");
        var late = _stand.NewPump();
        await late.LoadAsync();
        await _stand.RunAsync();

        Assert.IsType<PumpStep.Fenced>(await late.StepAsync());

        Assert.Equal<long>([1, 2], await _stand.EffectsAsync());
    }

    [Fact]
    public async Task Step_WhenTheDatabaseFails_ThenItWaitsAndRepeats()
    {
        await _stand.AppendAsync("a", "b");
        _stand.Database.WriteFaults.Next(WriteFault.BeforeCommit, WriteFault.BeforeCommit, WriteFault.BeforeCommit);

        Assert.Equal([100, 200, 250], await _stand.RunAsync());

        Assert.Equal<long>([1, 2], await _stand.EffectsAsync());
        Assert.Empty(await _stand.DeadLettersAsync());
    }

    [Fact]
    public async Task Step_WhenTheReplyOfItsCommitIsLost_ThenTheNextActivationGoesOnBehindIt()
    {
        await _stand.AppendAsync("a", "b");
        _stand.Database.WriteFaults.Next(WriteFault.ReplyLost);

        Assert.IsType<PumpStep.Held>(await _stand.Pump.StepAsync());
        Assert.IsType<PumpStep.Fenced>(await _stand.Pump.StepAsync());
        await _stand.ReplacePumpAsync();
        await _stand.AppendAsync("a");
        await _stand.RunAsync();

        Assert.Equal<long>([1, 2, 3], await _stand.EffectsAsync());
    }

    [Fact]
    public async Task Step_WhenAnEventThrows_ThenItIsTriedAloneAndBecomesADeadLetter()
    {
        _stand.Troubles[3] = () => throw new FormatException("what is this");
        await _stand.AppendAsync("a", "b", "poison", "c");

        Assert.Equal([100, 200], await _stand.RunAsync());

        Assert.Equal<long>([1, 2, 4], await _stand.EffectsAsync());
        Assert.Equal((3, "dead", 3, "FormatException: what is this"), Assert.Single(await _stand.DeadLettersAsync()));
        Assert.Equal((4, null), (_stand.Pump.Status.Checkpoint, _stand.Pump.Status.Stopped));
    }

    [Fact]
    public async Task Step_WhenAnEventThrowsOnce_ThenNothingIsLost()
    {
        var attempts = 0;
        _stand.Troubles[1] = () => ++attempts == 1 ? throw new FormatException() : [];
        await _stand.AppendAsync("a", "a");

        Assert.Equal([100], await _stand.RunAsync());
        Assert.Empty(await _stand.DeadLettersAsync());
        Assert.Equal(2, _stand.Pump.Status.Checkpoint);
    }

    [Fact]
    public async Task Step_WhenTheDatabaseRefusesTheRowsOfOne_ThenOnlyThatOneIsSetAside()
    {
        _stand.Troubles[2] = () => PumpStand.Refused(2);
        await _stand.AppendAsync("a", "b", "c");

        await _stand.RunAsync();

        Assert.Equal<long>([1, 3], await _stand.EffectsAsync());
        var dead = Assert.Single(await _stand.DeadLettersAsync());
        Assert.Equal((2, "dead"), (dead.Sequence, dead.State));
    }

    [Fact]
    public async Task Step_WhenAStreamHasADeadLetter_ThenItsLaterEventsAreParkedBehindIt()
    {
        _stand.Troubles[1] = () => throw new FormatException();
        await _stand.AppendAsync("poison", "b", "poison");
        await _stand.RunAsync();
        await _stand.ReplacePumpAsync();
        await _stand.AppendAsync("poison", "b");
        await _stand.RunAsync();

        Assert.Equal<long>([2, 5], await _stand.EffectsAsync());
        Assert.Equal(
            [(1L, "dead"), (3L, "parked"), (4L, "parked")],
            (await _stand.DeadLettersAsync()).Select(dead => (dead.Sequence, dead.State)));
        Assert.DoesNotContain(3, _stand.Handled.Keys);
    }

    [Fact]
    public async Task Step_WhenAnEventFailsForTheMachine_ThenItIsNeverADeadLetter()
    {
        var failures = 0;
        _stand.Troubles[1] = () => ++failures < 20 ? throw new TimeoutException() : [];
        await _stand.AppendAsync("a");

        Assert.Equal(19, (await _stand.RunAsync()).Count);

        Assert.Empty(await _stand.DeadLettersAsync());
        Assert.Equal(1, _stand.Pump.Status.Checkpoint);
    }

    [Fact]
    public async Task Step_WhenTooManyStreamsAreDead_ThenItStopsRatherThanBuryAll()
    {
        _stand.Bounds.DeadStreamsMax = 2;
        for (var sequence = 1; sequence <= 3; sequence++)
            _stand.Troubles[sequence] = () => throw new FormatException();
        await _stand.AppendAsync("a", "b", "c");

        PumpStep step;
        do
            step = await _stand.Pump.StepAsync();
        while (step is not PumpStep.Held { Pause.TotalSeconds: 60 });

        Assert.Equal(2, _stand.Pump.Status.Checkpoint);
        Assert.StartsWith("2 streams have dead letters", _stand.Pump.Status.Stopped, StringComparison.Ordinal);
    }

    private Task<WriteOutcome> ExecuteAsync(string sql, params object?[] values) =>
        _stand.Database.Database.WriteAsync([new Statement(sql, values)]);
}

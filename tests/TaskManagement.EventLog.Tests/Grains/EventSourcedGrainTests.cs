using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Faults;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.Grains;

public sealed class EventSourcedGrainTests : IClassFixture<TallyCluster>
{
    private readonly TallyCluster _cluster;
    private readonly ITallyGrain _grain;
    private readonly Guid _id = Guid.CreateVersion7();

    public EventSourcedGrainTests(TallyCluster cluster) => (_cluster, _grain) = (cluster, cluster.Grain(_id));

    [Fact]
    public async Task Execute_WhenRepeated_ThenTheSameAnswerAndNoSecondEvent()
    {
        var context = TestCommands.BySystem() with { BodyHash = "a" };
        var first = await _grain.Add(context, 5);
        await _grain.Add(TestCommands.BySystem(), 7);

        var again = await _grain.Add(context, 5);
        var otherBody = await _grain.Add(context with { BodyHash = "b" }, 6);

        Assert.Equal((5, 1L), (again.Value!.Sum, again.Value.Version));
        Assert.Equal(first.Value, again.Value);
        Assert.Equal(Refusals.IdempotencyKeyReused, otherBody.Refusal);
        Assert.Equal(12, (await _grain.Sum()).Sum);
    }

    [Fact]
    public async Task Execute_WhenRepeatedAfterLeaveWasLostOrTheVersionIsStale_ThenStillTheSameAnswer()
    {
        var context = TestCommands.BySystem() with { IfVersion = 0 };
        var first = await _grain.Add(context, 5);
        await _grain.Add(TestCommands.BySystem(), 7);

        Assert.Equal(first.Value, (await _grain.AddForbidden(context, 5)).Value);
        Assert.Equal(first.Value, (await _grain.Add(context, 5)).Value);
    }

    [Fact]
    public async Task Execute_WhenRefusedOrUnchanged_ThenNothingIsWritten()
    {
        await _grain.Add(TestCommands.BySystem(), 5);

        var stale = await _grain.Add(TestCommands.BySystem() with { IfVersion = 0 }, 1);
        var refused = await _grain.Add(TestCommands.BySystem(), -1);
        var forbidden = await _grain.AddForbidden(TestCommands.BySystem(), 1);
        var unchanged = await _grain.Add(TestCommands.BySystem(), 0);

        Assert.Equal(
            ["version_stale", "validation_failed", "forbidden", null],
            new[] { stale, refused, forbidden, unchanged }.Select(result => result.Refusal?.Code));
        Assert.Equal(1, unchanged.Value!.Version);
        Assert.Single(await _cluster.Database.Log.ReadStreamAsync(StreamName.Of("tally", _id)));
    }

    [Fact]
    public async Task Execute_WhenOthersAreFasterTwice_ThenItDecidesAgainOnWhatTheyWrote()
    {
        var answer = await _grain.AddLate(TestCommands.BySystem(), 5, fasterTimes: 2);

        Assert.Equal((2005, 3L), (answer.Value!.Sum, answer.Value.Version));
    }

    [Fact]
    public async Task Execute_WhenOthersAreFasterThreeTimes_ThenTooManyConflicts()
    {
        var answer = await _grain.AddLate(TestCommands.BySystem(), 5, fasterTimes: 3);

        Assert.Equal(Refusals.TooManyConflicts, answer.Refusal);
        Assert.Equal(3000, (await _grain.Sum()).Sum);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Execute_WhenTheGuardHasMoved_ThenItAsksForLeaveAgain(int times, bool succeeds)
    {
        var answer = await _grain.AddGuarded(TestCommands.BySystem(), 5, $"guard-{_id:N}", times);

        Assert.Equal(succeeds, answer.Succeeded);
        Assert.Equal(succeeds ? 5 : 0, (await _grain.Sum()).Sum);
    }

    [Fact]
    public async Task Execute_WhenRolledBack_ThenTheSenderMayRetryAndTheGrainGoesOn()
    {
        var before = await _grain.Sum();
        _cluster.Database.AppendFaults.Next(WriteFault.BeforeCommit);
        var context = TestCommands.BySystem();

        var error = await Assert.ThrowsAsync<AppendFailedException>(() => _grain.Add(context, 5));

        Assert.True(error.MayRetry);
        var retried = await _grain.Add(context, 5);
        Assert.Equal((5, before.Activation), (retried.Value!.Sum, retried.Value.Activation));
    }

    [Fact]
    public async Task Execute_WhenTheReplyIsLost_ThenTheActivationGoesAndARepetitionFindsTheOutcome()
    {
        var before = await _grain.Sum();
        _cluster.Database.AppendFaults.Next(WriteFault.ReplyLost);
        var context = TestCommands.BySystem();

        await Assert.ThrowsAsync<InconsistentStateException>(() => _grain.Add(context, 5));

        var again = await _grain.Add(context, 5);
        Assert.Equal((5, 1L), (again.Value!.Sum, again.Value.Version));
        Assert.NotEqual(before.Activation, again.Value.Activation);
        Assert.Single(await _cluster.Database.Log.ReadStreamAsync(StreamName.Of("tally", _id)));
    }

    [Fact]
    public async Task Activate_WhenThereIsASnapshot_ThenSnapshotAndTail()
    {
        var before = await _grain.Sum();
        for (var number = 0; number < 105; number++)
            await _grain.Add(TestCommands.BySystem(), 1);
        var stream = StreamName.Of("tally", _id);
        var snapshot = await _cluster.Database.Log.ReadSnapshotAsync<TallyState>(stream, 1);

        // Snapshots are a cache that is believed: this one is made to show that it was read.
        await _cluster.Database.Log.WriteSnapshotAsync(
            stream, 1, new Snapshot<TallyState>(101, snapshot!.State with { Sum = 5000 }));
        await _grain.Rest();
        var after = await Eventually.SeesAsync(
            _grain.Sum, answer => answer.Activation != before.Activation, "there is another activation");

        Assert.Equal((100, 100L), (snapshot.State.Sum, snapshot.Version));
        Assert.Equal((5004, 105L), (after.Sum, after.Version));
    }

    [Fact]
    public async Task View_WhenWritten_ThenItHoldsTheRecordedInstantThatTheStateHolds()
    {
        var answer = (await _grain.Add(TestCommands.BySystem(), 5)).Value!;

        var row = Assert.Single(await _cluster.Database.Database.ReadAsync(
            new Statement(TallyGrain.SelectView, _id), row => (Sum: row.GetInt32(0), At: row.Instant(1))));

        Assert.Equal((5, answer.At), row);
        var recorded = Assert.Single(await _cluster.Database.Log.ReadStreamAsync(StreamName.Of("tally", _id)));
        Assert.Equal(answer.At, recorded.Stored.At);
    }
}

/// <summary>One silo with the grain of these tests.</summary>
public sealed class TallyCluster : IAsyncLifetime
{
    private InProcessTestCluster? _cluster;

    public TestDatabase Database { get; private set; } = null!;

    internal ITallyGrain Grain(Guid id) => _cluster!.Client.GetGrain<ITallyGrain>(id);

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.StartAsync(services => services
            .AddSingleton(new EventTypes([typeof(TallyAdded)]))
            .AddSingleton(new SchemaPart("tallies", [TallyGrain.Table])));
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSiloHost((_, host) => Database.AddTo(host.Services));
        builder.ConfigureSilo((_, _) => { });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster!.DisposeAsync();
        await Database.DisposeAsync();
    }
}

using System.Collections.Concurrent;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Conformance;

public abstract class AppendSuite<TStore> where TStore : ITestStore, new()
{
    private readonly TStore _store = new();

    [StoreFact]
    public async Task Append_WhenManyAtOnce_ThenSequencesAreDenseInEveryPartition()
    {
        await using var database = await _store.StartAsync();
        var events = new ConcurrentBag<StoredEvent>();
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            var stream = Sample.NewStream();
            for (var version = 0; version < 10; version++)
                events.Add((await database.Log.MustAppendAsync(Sample.Append(stream, version))).Events[0].Stored);
        }));

        Assert.Equal(640, events.Count);
        foreach (var partition in events.GroupBy(stored => stored.Partition))
        {
            var sequences = partition.Select(stored => stored.Sequence).Order().ToArray();
            Assert.Equal(Enumerable.Range(1, sequences.Length).Select(number => (long)number), sequences);
            Assert.Equal(sequences.Length, await database.Log.HeadAsync(partition.Key));
        }
    }

    [StoreFact]
    public async Task Append_WhenVersionIsAnother_ThenConflictAndNothingIsWritten()
    {
        await using var database = await _store.StartAsync();
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(Sample.Append(stream, events: 2));

        var late = await database.Log.AppendAsync(Sample.Append(stream, expected: 1));

        Assert.Equal(new AppendOutcome.Conflict(stream, 2), late);
        Assert.Equal(2, (await database.Log.ReadStreamAsync(stream)).Length);
    }

    [StoreFact]
    public async Task Append_WhenCommandIsRepeated_ThenItsRecordAndNoSecondEvent()
    {
        await using var database = await _store.StartAsync();
        var stream = Sample.NewStream();
        var context = TestCommands.BySystem() with { BodyHash = "abc" };
        var first = await database.Log.MustAppendAsync(Sample.Append(stream, events: 2, context: context));
        await database.RestartAsync();

        var again = await database.Log.AppendAsync(Sample.Append(stream, events: 2, context: context));

        var expected = new CommandRecord(context.Id, "abc", stream, 2, first.Events[0].Stored.At);
        Assert.Equal(new AppendOutcome.Repeated(expected), again);
        Assert.Equal(expected, await database.Log.FindCommandAsync(context.Id));
        Assert.Equal(2, (await database.Log.ReadStreamAsync(stream)).Length);
    }

    [StoreFact]
    public async Task Append_WhenSameCommandManyTimesAtOnce_ThenWrittenOnce()
    {
        await using var database = await _store.StartAsync();
        var stream = Sample.NewStream();
        var context = TestCommands.BySystem();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => database.Log.AppendAsync(Sample.Append(stream, context: context))));

        Assert.Single(outcomes.OfType<AppendOutcome.Appended>());
        Assert.Equal(7, outcomes.OfType<AppendOutcome.Repeated>().Count());
        Assert.Single(await database.Log.ReadStreamAsync(stream));
    }

    [StoreFact]
    public async Task Append_WhenOneOfSeveralStreamsConflicts_ThenNoneIsWritten()
    {
        await using var database = await _store.StartAsync();
        var taken = Sample.NewStream();
        var free = Sample.NewStream();
        await database.Log.MustAppendAsync(Sample.Append(taken));

        var outcome = await database.Log.AppendAsync(
            new Append(TestCommands.BySystem(), [Sample.Stream(free), Sample.Stream(taken)]));

        Assert.Equal(new AppendOutcome.Conflict(taken, 1), outcome);
        Assert.Empty(await database.Log.ReadStreamAsync(free));
    }

    [StoreFact]
    public async Task Append_WhenSeveralStreamsFit_ThenAllAtOneInstantInTheOrderGiven()
    {
        await using var database = await _store.StartAsync();
        var streams = Enumerable.Range(0, 5).Select(_ => Sample.NewStream()).ToArray();

        var appended = await database.Log.MustAppendAsync(
            new Append(TestCommands.BySystem(), [.. streams.Select(stream => Sample.Stream(stream, events: 2))]));

        Assert.Equal(
            streams.SelectMany(stream => new[] { (stream.Value, 1L), (stream.Value, 2L) }),
            appended.Events.Select(recorded => (recorded.Stored.Stream, recorded.Stored.Version)));
        Assert.Single(appended.Events.Select(recorded => recorded.Stored.At).Distinct());
        foreach (var stream in streams)
            Assert.Equal(2, (await database.Log.ReadStreamAsync(stream)).Length);
    }

    [StoreFact]
    public async Task Append_WhenGuardHasMoved_ThenRefusedAndNothingIsWritten()
    {
        await using var database = await _store.StartAsync();
        var list = Sample.NewStream();
        var task = Sample.NewStream();
        await database.Log.MustAppendAsync(
            new Append(TestCommands.BySystem(), [Sample.Stream(list, movesGuard: true)]));
        await database.Log.MustAppendAsync(Sample.Append(list, expected: 1));
        var held = Sample.Append(task) with { Guards = [new StreamGuard(list, 1)] };
        await database.Log.MustAppendAsync(held);
        await database.Log.MustAppendAsync(
            new Append(TestCommands.BySystem(), [Sample.Stream(list, 2, movesGuard: true)]));

        var late = await database.Log.AppendAsync(
            Sample.Append(task, expected: 1) with { Guards = [new StreamGuard(list, 1)] });

        Assert.Equal(new AppendOutcome.GuardMoved(list), late);
        Assert.Single(await database.Log.ReadStreamAsync(task));
        await database.Log.MustAppendAsync(
            Sample.Append(task, expected: 1) with { Guards = [new StreamGuard(list, 3)] });
    }

    [StoreFact]
    public async Task Append_WhenMalformed_ThenThrowsBeforeItIsWritten()
    {
        await using var database = await _store.StartAsync();
        var stream = Sample.NewStream();
        var context = TestCommands.BySystem();

        await Assert.ThrowsAsync<ArgumentException>(() => database.Log.AppendAsync(new Append(context, [])));
        await Assert.ThrowsAsync<ArgumentException>(
            () => database.Log.AppendAsync(new Append(context, [new StreamAppend(stream, 0, [])])));
        await Assert.ThrowsAsync<ArgumentException>(
            () => database.Log.AppendAsync(new Append(context, [Sample.Stream(stream), Sample.Stream(stream)])));
        await Assert.ThrowsAsync<ArgumentException>(
            () => database.Log.AppendAsync(new Append(context, [new StreamAppend(stream, 0, [new Purged("x.y.v1")])])));
        Assert.Empty(await database.Log.ReadStreamAsync(stream));
    }

    [StoreFact]
    public async Task Append_WhenCommitted_ThenMetadataIsThatOfTheCommand()
    {
        await using var database = await _store.StartAsync();
        var user = TestCommands.Member();
        var context = TestCommands.By(user) with { TraceParent = "00-trace" };

        var stored = (await database.Log.MustAppendAsync(Sample.Append(Sample.NewStream(), context: context)))
            .Events[0].Stored;
        var system = (await database.Log.MustAppendAsync(Sample.Append(Sample.NewStream()))).Events[0].Stored;

        Assert.Equal(
            (context.Id.Value, (Guid?)user.UserId.Value, "api", "00-trace", "name.claimed.v1"),
            (stored.CommandId, stored.Actor, stored.Origin, stored.CorrelationId, stored.Type));
        Assert.Equal(((Guid?)null, "system"), (system.Actor, system.Origin));
    }
}

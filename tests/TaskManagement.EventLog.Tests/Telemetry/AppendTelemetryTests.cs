using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Faults;
using TaskManagement.TestKit.Scheduling;
using TaskManagement.TestKit.Telemetry;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.Telemetry;

public sealed class AppendTelemetryTests
{
    private const string Durations = "taskmanagement.log.append.duration";

    [Fact]
    public async Task Append_WhenItsTraceIsRecorded_ThenItIsASpanAndTheEventsKeepIt()
    {
        using var spans = new Spans("TaskManagement.EventLog");
        await using var database = await TestDatabase.StartAsync();
        using var request = spans.Begin();
        var append = Sample.Append(Sample.NewStream(), events: 2, context: Requested(request.Id));

        var stored = (await database.Log.MustAppendAsync(append)).Events;

        var span = spans.One("append");
        Assert.Equal(request.SpanId, span.ParentSpanId);
        Assert.Equal(2, span.GetTagItem("db.operation.batch.size"));
        Assert.Equal("appended", span.GetTagItem("taskmanagement.log.outcome"));
        Assert.All(stored, recorded => Assert.Equal(span.Id, recorded.Stored.CorrelationId));
    }

    [Fact]
    public async Task Append_WhenItsTraceIsNotRecorded_ThenTheEventsKeepThatOfTheRequest()
    {
        using var others = new Spans("TaskManagement.EventLog");
        await using var database = await TestDatabase.StartAsync();
        using var request = new Activity("request").Start();

        var stored = await database.Log.MustAppendAsync(
            Sample.Append(Sample.NewStream(), context: Requested("00-of-the-request")));

        Assert.Equal("00-of-the-request", stored.Events[0].Stored.CorrelationId);
        Assert.Empty(others.Ended);
    }

    [Fact]
    public async Task Append_WhenItEnds_ThenItsTimeIsToldByOutcome()
    {
        await using var database = await TestDatabase.StartAsync();
        using var measured = new Measurements(database.Services.GetRequiredService<IMeterFactory>());
        var stream = Sample.NewStream();
        await database.Log.AppendAsync(Sample.Append(stream));
        await database.Log.AppendAsync(Sample.Append(stream, expected: 7));
        database.AppendFaults.Next(WriteFault.ReplyLost);
        await database.Log.AppendAsync(Sample.Append(stream, expected: 1));

        Assert.Equal(["outcome=appended", "outcome=conflict", "outcome=unknown"], measured.TagsOf(Durations));
    }

    [Fact]
    public async Task Commit_WhenWritesHadWaited_ThenBatchAndQueueAreTold()
    {
        var gate = new GatedScheduler();
        await using var database = await TestDatabase.StartAsync(
            services => services.AddSingleton(new StorageWriterScheduler(gate)));
        using var measured = new Measurements(database.Services.GetRequiredService<IMeterFactory>());

        gate.Hold();
        var waiting = Enumerable.Range(0, 3).Select(_ => database.Log.AppendAsync(Sample.Append(Sample.NewStream())));
        var all = Task.WhenAll([.. waiting]);
        await Eventually.HoldsAsync(
            () => measured.Observe("taskmanagement.log.queue.length").Single() == "3", "three writes wait");
        gate.Release();
        await all;

        Assert.Equal(["3"], measured.Of("taskmanagement.log.commit.writes"));
        // Callers are answered first.
        await Eventually.HoldsAsync(
            () => measured.TagsOf("taskmanagement.log.commit.duration").Any(), "the commit is measured");
        Assert.Equal(["outcome=committed"], measured.TagsOf("taskmanagement.log.commit.duration"));
    }

    private static CommandContext Requested(string? traceParent) =>
        TestCommands.By(TestCommands.Member()) with { TraceParent = traceParent };
}

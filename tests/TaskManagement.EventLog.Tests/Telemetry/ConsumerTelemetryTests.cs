using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Telemetry;
using TaskManagement.EventLog.Tests.Consumers;
using TaskManagement.TestKit.Telemetry;

namespace TaskManagement.EventLog.Tests.Telemetry;

public sealed class ConsumerTelemetryTests : IAsyncLifetime
{
    private PumpStand _stand = null!;

    public async Task InitializeAsync() => _stand = await PumpStand.StartAsync();

    public async Task DisposeAsync() => await _stand.DisposeAsync();

    [Fact]
    public async Task Step_WhenAnEventHasATrace_ThenItsSpanContinuesItAndEndsWithTheCheckpoint()
    {
        using var spans = new Spans("TaskManagement.");
        using (spans.Begin())
            await _stand.AppendAsync("a");
        var inside = new List<string?>();
        _stand.Troubles[1] = () =>
        {
            inside.Add(Activity.Current?.OperationName);
            Assert.Empty(spans.Named("process test"));
            return [];
        };

        await _stand.RunAsync();

        var span = spans.One("process test");
        Assert.Equal(["process test"], inside);
        Assert.Equal(ActivityKind.Consumer, span.Kind);
        Assert.Equal("test", span.GetTagItem("messaging.consumer.group.name"));
        Assert.Equal("0/1", span.GetTagItem("messaging.message.id"));
    }

    [Fact]
    public async Task Step_WhenAnEventFails_ThenItsSpanNamesTheKindOfErrorAndNotItsWords()
    {
        using var spans = new Spans("TaskManagement.");
        using (spans.Begin())
            await _stand.AppendAsync("a");
        _stand.Troubles[1] = () => throw new InvalidOperationException("ada@example.org");

        await _stand.RunAsync();

        var attempts = spans.Named("process test");
        Assert.Equal(_stand.Bounds.AttemptsMax, attempts.Count);
        Assert.All(attempts, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
        Assert.All(attempts, span => Assert.DoesNotContain(
            span.TagObjects, tag => $"{tag.Value}".Contains("ada", StringComparison.Ordinal)));
    }

    [Fact]
    public void Begin_WhenTheTraceOfTheEventIsNotRecorded_ThenThereIsNoSpan()
    {
        using var spans = new Spans("TaskManagement.");
        var stored = StoredEvents.Of(1);
        var steps = new EventSpans("test", 0);

        Assert.NotNull(steps.Begin(stored with { CorrelationId = spans.TraceParent }));
        Assert.Null(steps.Begin(stored with { CorrelationId = $"{spans.TraceParent[..^2]}00" }));
        steps.End();
    }

    [Fact]
    public void Begin_WhenNobodyListens_ThenNothingIsAllocated()
    {
        var spans = new EventSpans("test", 0);
        var stored = StoredEvents.Of(1);
        spans.Begin(stored);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
        {
            spans.Begin(stored);
            spans.End();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task Lag_WhenTheConsumerIsBehind_ThenItIsTheDistanceToTheHead()
    {
        using var measured = new Measurements(_stand.Database.Services.GetRequiredService<IMeterFactory>());
        using var watch = _stand.Telemetry.Watch(_stand.Pump);
        await _stand.AppendAsync("a", "b", "a");
        Assert.Equal(["consumer=test partition=0 3"], measured.Observe("taskmanagement.consumer.lag"));
        await _stand.RunAsync();
        Assert.Equal(["consumer=test 3"], measured.Of("taskmanagement.consumer.events"));
        Assert.Equal(["consumer=test partition=0 0"], measured.Observe("taskmanagement.consumer.lag"));
        watch.Dispose();
        Assert.Empty(measured.Observe("taskmanagement.consumer.lag"));
    }

    [Fact]
    public async Task DeadLetter_WhenAnEventIsGivenUp_ThenItsAttemptsAndTheStreamAreCounted()
    {
        using var measured = new Measurements(_stand.Database.Services.GetRequiredService<IMeterFactory>());
        using var watch = _stand.Telemetry.Watch(_stand.Pump);
        await _stand.AppendAsync("a");
        _stand.Troubles[1] = () => throw new InvalidOperationException("poison");

        Assert.IsType<PumpStep.Held>(await _stand.Pump.StepAsync());
        Assert.Equal(["consumer=test partition=0 1"], measured.Observe("taskmanagement.consumer.stopped"));
        await _stand.RunAsync();

        Assert.Equal(["consumer=test 1"], measured.Of("taskmanagement.consumer.dead_letters"));
        Assert.Equal(["consumer=test 1", "consumer=test 1"], measured.Of("taskmanagement.consumer.failures"));
        Assert.Equal(["consumer=test partition=0 1"], measured.Observe("taskmanagement.consumer.dead_streams"));
        Assert.Equal(["consumer=test partition=0 0"], measured.Observe("taskmanagement.consumer.stopped"));
    }
}

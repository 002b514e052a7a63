using System.Diagnostics;
using Microsoft.Extensions.Options;
using TaskManagement.Telemetry.Export;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Telemetry.Tests.Export;

public sealed class TraceShareTests
{
    [Theory]
    [InlineData("7fffffffffffffff", 0, false)]
    [InlineData("1000000000000000", 0.1, false)]
    [InlineData("0000000000000001", 0.1, true)]
    [InlineData("7ffffffffffffffe", 1, true)]
    public void Records_WhenTheIdIsWithinTheShare_ThenTheTraceIsRecorded(string begin, double share, bool recorded)
    {
        var traces = new TraceShare(
            Options.Create(new TelemetryOptions { TraceRatio = share }), TimeProvider.System);
        var trace = ActivityTraceId.CreateFromString($"{begin}0000000000000001");

        Assert.Equal(recorded, traces.Records(trace));
    }

    [Fact]
    public void Records_WhenMoreBeginInASecondThanMay_ThenTheRestIsNotRecordedAndTheNextSecondIs()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var traces = new TraceShare(Options.Create(new TelemetryOptions { TracesPerSecondMax = 3 }), clock);

        Assert.Equal(3, Enumerable.Range(0, 100).Count(_ => traces.Records(ActivityTraceId.CreateRandom())));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(traces.Records(ActivityTraceId.CreateRandom()));
    }
}

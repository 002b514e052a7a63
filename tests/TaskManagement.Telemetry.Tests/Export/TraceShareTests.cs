using System.Diagnostics;
using Microsoft.Extensions.Options;
using TaskManagement.Telemetry.Export;

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
        var traces = new TraceShare(Options.Create(new TelemetryOptions { TraceRatio = share }));
        var trace = ActivityTraceId.CreateFromString($"{begin}0000000000000001");

        Assert.Equal(recorded, traces.Records(trace));
    }
}

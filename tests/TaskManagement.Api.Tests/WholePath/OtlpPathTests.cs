using System.Text;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>What a collector is sent: traces as they went, numbers, and nothing that people wrote.</summary>
[Collection(WholePathCollection.Name)]
public sealed class OtlpPathTests(ServerHost server)
{
    private const string Title = "Buy the birthday present";

    [Fact]
    public async Task Create_WhenItsTraceIsRecorded_ThenTheCollectorGetsEverySpan()
    {
        var trace = Guid.NewGuid().ToByteArray();
        await CreateAsync(trace, isRecorded: true);

        string[] spans =
        [
            "ITaskGrain/Act", "ITaskListGrain/", "append", "process analytics", "process notifications",
            "taskmanagement",
        ];
        await Eventually.HoldsAsync(
            () => spans.All(name => Sent("traces", trace, Encoding.UTF8.GetBytes(name))),
            "the collector has the trace, with a span of every step");
        await Eventually.HoldsAsync(
            () => Sent("metrics", Encoding.UTF8.GetBytes("taskmanagement.grain.call.duration")),
            "the collector has durations of grain calls");
        AssertNothingPersonal();
    }

    [Fact]
    public async Task Create_WhenItsTraceIsNotRecorded_ThenTheCollectorGetsNoneOfIt()
    {
        var (unrecorded, later) = (Guid.NewGuid().ToByteArray(), Guid.NewGuid().ToByteArray());
        await CreateAsync(unrecorded, isRecorded: false);
        await CreateAsync(later, isRecorded: true);

        await Eventually.HoldsAsync(
            () => Sent("traces", later, "process analytics"u8.ToArray()),
            "the collector has a trace that came later");
        Assert.False(Sent("traces", unrecorded));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/metrics")]
    public async Task Probe_WhenItsTraceIsRecorded_ThenTheCollectorGetsNoneOfIt(string path)
    {
        var (probed, later) = (Guid.NewGuid().ToByteArray(), Guid.NewGuid().ToByteArray());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("traceparent", TraceParent(probed, isRecorded: true));
        using var response = await server.Owner.Client.SendAsync(request);
        Assert.Equal(200, (int)response.StatusCode);
        await CreateAsync(later, isRecorded: true);

        await Eventually.HoldsAsync(
            () => Sent("traces", later, "process analytics"u8.ToArray()),
            "the collector has a trace that came later");
        Assert.False(Sent("traces", probed));
    }

    private async Task CreateAsync(byte[] trace, bool isRecorded)
    {
        var list = await server.Owner.ListAsync("Surprises");
        var traceParent = TraceParent(trace, isRecorded);
        await server.Owner.SendAsync(
            "POST", $"/lists/{list}/tasks", new { title = Title }, 201, ("traceparent", traceParent));
    }

    private static string TraceParent(byte[] trace, bool isRecorded) =>
        $"00-{Convert.ToHexStringLower(trace)}-b7ad6b7169203331-{(isRecorded ? "01" : "00")}";

    private bool Sent(string signal, params byte[][] parts) => server.Collector.Received(signal)
        .Any(body => parts.All(part => body.AsSpan().IndexOf(part) >= 0));

    private void AssertNothingPersonal()
    {
        foreach (var text in new[] { Title, "Surprises", "example.org", "Bearer", ServerHost.Password })
        {
            Assert.False(Sent("traces", Encoding.UTF8.GetBytes(text)), $"a trace tells of {text}");
            Assert.False(Sent("metrics", Encoding.UTF8.GetBytes(text)), $"a number tells of {text}");
        }
    }
}

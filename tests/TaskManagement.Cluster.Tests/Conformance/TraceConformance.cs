using System.Diagnostics;
using Orleans.Diagnostics;
using Orleans.TestingHost;
using TaskManagement.TestKit.Telemetry;

namespace TaskManagement.Cluster.Tests.Conformance;

public interface ITraced : IGrainWithStringKey
{
    Task<string> Trace();

    Task<string> TraceOfNext(ITraced next);

    Task Fail();
}

[GrainType("conformance.traced")]
internal sealed class TracedGrain : Grain, ITraced
{
    public Task<string> Trace() => Task.FromResult($"{Activity.Current?.TraceId}");

    public Task<string> TraceOfNext(ITraced next) => next.Trace();

    public Task Fail() => throw new InvalidOperationException("as asked");
}

/// <summary>What <c>AddActivityPropagation</c> promises on both engines.</summary>
public sealed class TraceConformance(TraceConformance.TracedCluster cluster)
    : IClassFixture<TraceConformance.TracedCluster>, IDisposable
{
    private readonly Spans _spans = new(ActivitySources.ApplicationGrainActivitySourceName);
    private readonly ITraced _grain = cluster.Client.GetGrain<ITraced>(Guid.NewGuid().ToString());
    private readonly ITraced _next = cluster.Client.GetGrain<ITraced>(Guid.NewGuid().ToString());

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task Call_WhenListenedTo_ThenTheTraceGoesThroughTheWholeChain()
    {
        using var request = _spans.Begin();
        Assert.Equal(_spans.Trace, await _grain.Trace());
        Assert.Equal(_spans.Trace, await _grain.TraceOfNext(_next));

        var (outer, inner) = (_spans.Named("ITraced/TraceOfNext"), _spans.Named("ITraced/Trace"));
        var called = outer.Single(span => span.Kind == ActivityKind.Server);
        Assert.Equal(outer.Single(span => span.Kind == ActivityKind.Client).SpanId, called.ParentSpanId);
        Assert.Contains(inner, span => span.Kind == ActivityKind.Client && span.ParentSpanId == called.SpanId);
        Assert.Equal("orleans", called.GetTagItem("rpc.system.name"));
    }

    [Fact]
    public async Task Call_WhenItFails_ThenBothSpansSaySo()
    {
        using var request = _spans.Begin();
        await Assert.ThrowsAsync<InvalidOperationException>(_grain.Fail);

        Assert.Equal(
            [ActivityStatusCode.Error, ActivityStatusCode.Error],
            _spans.Named("ITraced/Fail").Select(span => span.Status));
    }

    [Fact]
    public async Task Call_WhenItsTraceIsNotRecorded_ThenThereIsNoSpan()
    {
        Assert.Empty(await _grain.Trace());
        Assert.Empty(_spans.Ended);
    }

    public sealed class TracedCluster : IAsyncLifetime
    {
        private readonly InProcessTestCluster _cluster;

        public TracedCluster()
        {
            var builder = new InProcessTestClusterBuilder(1);
            builder.ConfigureSilo((_, silo) => silo.AddActivityPropagation());
            builder.ConfigureClient(client => client.AddActivityPropagation());
            _cluster = builder.Build();
        }

        public IClusterClient Client => _cluster.Client;

        public Task InitializeAsync() => _cluster.DeployAsync();

        public async Task DisposeAsync() => await _cluster.DisposeAsync();
    }
}

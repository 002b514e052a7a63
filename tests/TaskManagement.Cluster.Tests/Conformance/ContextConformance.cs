namespace TaskManagement.Cluster.Tests.Conformance;

public interface IContextual : IGrainWithStringKey
{
    Task<string?> See(string name);

    Task<string?> SeeFromNext(string name, IContextual next);

    Task Change(string name, string value);
}

[GrainType("conformance.contextual")]
internal sealed class ContextualGrain : Grain, IContextual
{
    public Task<string?> See(string name) => Task.FromResult(RequestContext.Get(name) as string);

    public Task<string?> SeeFromNext(string name, IContextual next) => next.See(name);

    public Task Change(string name, string value)
    {
        RequestContext.Set(name, value);
        return Task.CompletedTask;
    }
}

[Collection(ConformanceCollection.Name)]
public sealed class ContextConformance(ConformanceCluster cluster)
{
    private readonly IContextual _grain = cluster.Client.GetGrain<IContextual>(Guid.NewGuid().ToString());
    private readonly IContextual _next = cluster.Client.GetGrain<IContextual>(Guid.NewGuid().ToString());

    [Fact]
    public async Task Value_WhenSetByTheCaller_ThenItTravelsThroughTheWholeChain()
    {
        RequestContext.Set("name", "value");

        Assert.Equal("value", await _grain.See("name"));
        Assert.Equal("value", await _grain.SeeFromNext("name", _next));
        RequestContext.Clear();
        Assert.Null(await _grain.See("name"));
    }

    [Fact]
    public async Task Value_WhenSetByTheCallee_ThenTheCallerAndTheNextRequestDoNotSeeIt()
    {
        await _grain.Change("name", "value");

        Assert.Null(RequestContext.Get("name"));
        Assert.Null(await _grain.See("name"));
    }
}

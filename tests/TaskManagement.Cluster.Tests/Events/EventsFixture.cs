namespace TaskManagement.Cluster.Tests.Events;

/// <summary>One cluster for the tests of a class; each of them has users of its own.</summary>
public sealed class EventsFixture : IAsyncLifetime
{
    private EventsCluster? _cluster;

    /// <summary>The cluster.</summary>
    public EventsCluster Cluster => _cluster ?? throw new InvalidOperationException("It was not started.");

    /// <inheritdoc/>
    public async Task InitializeAsync() => _cluster = await EventsCluster.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}

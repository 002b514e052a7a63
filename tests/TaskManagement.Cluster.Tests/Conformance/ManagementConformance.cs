namespace TaskManagement.Cluster.Tests.Conformance;

[Alias("conformance-lingers")]
public interface ILingers : IGrainWithStringKey
{
    Task Begin();
}

/// <summary>Needs its gate to end.</summary>
[GrainType("conformance.lingers")]
internal sealed class LingersGrain : Grain, ILingers
{
    public Task Begin() => Task.CompletedTask;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Board.Write(this.GetPrimaryKeyString(), "ending");
        await Gates.Opened(this.GetPrimaryKeyString());
        Board.Write(this.GetPrimaryKeyString(), "ended");
    }
}

[Collection(TwoSilosCollection.Name)]
public sealed class ManagementConformance(TwoSilos silos)
{
    private IManagementGrain Management => silos.Client.GetGrain<IManagementGrain>(0);

    [Fact]
    public async Task Hosts_WhenAsked_ThenBothAreActiveAndNamed()
    {
        var hosts = await Management.GetHosts(onlyActive: true);
        var detailed = await Management.GetDetailedHosts(onlyActive: true);

        var expected = silos.Cluster.Silos.ToDictionary(silo => silo.SiloAddress, silo => silo.Name);
        Assert.Equal(expected.Keys.ToHashSet(), hosts.Keys.ToHashSet());
        Assert.All(hosts.Values, status => Assert.Equal(SiloStatus.Active, status));
        Assert.Equal(expected, detailed.ToDictionary(entry => entry.SiloAddress, entry => entry.SiloName));
    }

    [Fact]
    public async Task Statistics_WhenAGrainIsActive_ThenItIsCountedWhereItIs()
    {
        var grain = await silos.PlaceAsync(1);
        var place = silos.Cluster.Silos[1].SiloAddress;

        var statistics = await Management.GetSimpleGrainStatistics();
        var runtime = await Management.GetRuntimeStatistics([place]);

        Assert.Contains(statistics, entry => entry.SiloAddress.Equals(place) && entry.ActivationCount > 0
            && entry.GrainType.Contains(nameof(PlacedGrain), StringComparison.Ordinal));
        Assert.True(Assert.Single(runtime).ActivationCount > 0);
        Assert.True(await Management.GetTotalActivationCount() > 0);
        Assert.Equal(place, await Management.GetActivationAddress(grain));
    }

    [Fact]
    public async Task Address_WhenAGrainWasNeverCalled_ThenNull() => Assert.Null(
        await Management.GetActivationAddress(silos.Client.GetGrain<IPlaced>(Guid.NewGuid().ToString())));

    [Fact]
    public async Task Collection_WhenForced_ThenIdleActivationsEnd()
    {
        var key = (await silos.PlaceAsync(0)).GetPrimaryKeyString();

        await Eventually.Answers(
            async () =>
            {
                await Management.ForceActivationCollection(TimeSpan.FromMilliseconds(1));
                return Board.Read(key);
            },
            notes => notes.SequenceEqual(["ActivationIdle"]));
    }

    [Fact]
    public async Task Collection_WhenForced_ThenItReturnsAfterThoseActivationsHaveEnded()
    {
        var key = Guid.NewGuid().ToString();
        await silos.Client.GetGrain<ILingers>(key).Begin();

        Task forced;
        do
        {
            // One that was called a moment ago may not count as idle yet.
            forced = Management.ForceActivationCollection(TimeSpan.FromMilliseconds(1));
            await Task.WhenAny(forced, Eventually.Noted(key, "ending"));
        }
        while (Board.Read(key).Length == 0);
        Assert.False(forced.IsCompleted);
        Gates.Open(key);
        await forced;

        Assert.Equal(["ending", "ended"], Board.Read(key));
    }
}

using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Management;

/// <summary>Looks at the silos directly: they all are in this process.</summary>
[GrainType("management")]
internal sealed class ManagementGrain(Silo home) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive) =>
        Task.FromResult(Hosts(onlyActive).ToDictionary(silo => silo.Address, silo => silo.Status));

    public Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive) =>
        Task.FromResult<MembershipEntry[]>([.. Hosts(onlyActive).Select(silo => new MembershipEntry
        {
            SiloAddress = silo.Address,
            Status = silo.Status,
            HostName = Environment.MachineName,
            SiloName = silo.Name,
            StartTime = silo.StartTime,
        })]);

    public Task ForceActivationCollection(TimeSpan ageLimit) => ForceActivationCollection([], ageLimit);

    /// <summary>Returns when they are gone.</summary>
    public async Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit)
    {
        foreach (var ending in Named(hostsIds).SelectMany(silo => silo.CollectIdle(ageLimit)).ToArray())
        {
            await ending.Deactivated;
        }
    }

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) =>
        Task.FromResult<SiloRuntimeStatistics[]>([.. Named(hostsIds).Select(silo => new SiloRuntimeStatistics
        {
            ActivationCount = silo.Activations.Length,
            RecentlyUsedActivationCount = silo.Activations.Count(a => a.IdleTime < silo.Collection.CollectionAge),
            DateTime = silo.Clock.GetUtcNow().UtcDateTime,
        })]);

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics([]);

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        Task.FromResult<SimpleGrainStatistic[]>([.. Named(hostsIds).SelectMany(StatisticsOf)]);

    public Task<int> GetTotalActivationCount() =>
        Task.FromResult(Hosts(onlyActive: true).Sum(silo => silo.Activations.Length));

    public ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference) =>
        new(home.Cluster.TryFind(reference.GetGrainId())?.Silo.Address);

    private static IEnumerable<SimpleGrainStatistic> StatisticsOf(Silo silo) => silo.Activations
        .GroupBy(activation => activation.Class)
        .Select(group => new SimpleGrainStatistic
        {
            GrainType = group.Key.ToString(),
            SiloAddress = silo.Address,
            ActivationCount = group.Count(),
        });

    private IEnumerable<Silo> Hosts(bool onlyActive) =>
        home.Cluster.Silos.Where(silo => !onlyActive || silo.Status == SiloStatus.Active);

    private IEnumerable<Silo> Named(SiloAddress[] addresses) =>
        Hosts(onlyActive: true).Where(silo => addresses.Length == 0 || addresses.Contains(silo.Address));
}

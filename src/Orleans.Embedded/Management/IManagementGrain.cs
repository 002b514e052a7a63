namespace Orleans.Runtime;

/// <summary>What operators ask of a cluster; key 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>The silos and where they are in their lives.</summary>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <summary>The silos with their names and the times of their starts.</summary>
    Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);

    /// <summary>Ends the activations that were idle for so long, in all silos.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>Ends the activations that were idle for so long, in those silos.</summary>
    Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit);

    /// <summary>Figures of those silos; of all if there are none named.</summary>
    Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds);

    /// <summary>How many activations each grain class has in each silo.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>How many activations each grain class has in each of those silos.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

    /// <summary>How many activations there are.</summary>
    Task<int> GetTotalActivationCount();

    /// <summary>The silo of the grain's activation, or null.</summary>
    ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference);
}

/// <summary>A silo as a member of its cluster.</summary>
[GenerateSerializer]
public sealed class MembershipEntry
{
    /// <summary>Its address.</summary>
    [Id(0)]
    public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

    /// <summary>Where it is in its life.</summary>
    [Id(1)]
    public SiloStatus Status { get; set; }

    /// <summary>The machine.</summary>
    [Id(4)]
    public string HostName { get; set; } = "";

    /// <summary>Its name.</summary>
    [Id(5)]
    public string SiloName { get; set; } = "";

    /// <summary>When it joined, in UTC.</summary>
    [Id(9)]
    public DateTime StartTime { get; set; }
}

/// <summary>Figures of a silo.</summary>
[GenerateSerializer]
public sealed class SiloRuntimeStatistics
{
    internal SiloRuntimeStatistics()
    {
    }

    /// <summary>How many activations it has.</summary>
    [Id(0)]
    public int ActivationCount { get; internal init; }

    /// <summary>How many of them were used within the time after which idle ones are collected.</summary>
    [Id(1)]
    public int RecentlyUsedActivationCount { get; internal init; }

    /// <summary>When the figures were taken, in UTC.</summary>
    [Id(10)]
    public DateTime DateTime { get; internal init; }
}

/// <summary>How many activations a grain class has in a silo.</summary>
[GenerateSerializer]
public sealed class SimpleGrainStatistic
{
    /// <summary>The name of the class.</summary>
    [Id(0)]
    public string GrainType { get; init; } = "";

    /// <summary>The silo.</summary>
    [Id(1)]
    public SiloAddress SiloAddress { get; init; } = SiloAddress.Zero;

    /// <summary>How many there are.</summary>
    [Id(2)]
    public int ActivationCount { get; init; }
}

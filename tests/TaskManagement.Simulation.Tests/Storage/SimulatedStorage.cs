using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.TestingHost.Simulation;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Keys;
using TaskManagement.EventLog.Sqlite;
using TaskManagement.EventLog.Store;
using TaskManagement.TestKit.Faults;

namespace TaskManagement.Simulation.Tests.Storage;

/// <summary>The product's log as it runs in a simulation.</summary>
/// <param name="cluster">The simulation.</param>
/// <param name="source">The database.</param>
/// <param name="faults">What befalls writes.</param>
internal sealed class SimulatedStorage(SimulatedCluster cluster, MemorySource source, StorageFaults faults)
{
    /// <summary>Whether appends expect a version, as they should.</summary>
    public bool VersionsAreChecked { get; init; } = true;

    /// <summary>How many partitions the log has.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>Adds it to a process.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<ISqliteSource>(source);
        services.AddSingleton<IRandomBytes>(new ChanceBytes(cluster.Chance));
        services.AddSingleton(provider => new StorageWriterScheduler(provider.GetRequiredService<TaskScheduler>()));
        services.AddEventLog(new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("Storage:Partitions", Partitions.ToString(CultureInfo.InvariantCulture)),
                new("Storage:MasterKey", Convert.ToBase64String(new byte[32])),
            ])
            .Build());
        services.Replace(ServiceDescriptor.Singleton<IDatabase>(provider =>
            new FaultyDatabase(provider.GetRequiredService<IStorage>().Database, faults.Next)));
        services.Replace(ServiceDescriptor.Singleton<ILogStore>(provider =>
        {
            ILogStore store = ActivatorUtilities.CreateInstance<LogStore>(provider);
            return new FaultyLogStore(VersionsAreChecked ? store : new UncheckedLogStore(store), faults.Next);
        }));
    }

    private sealed class ChanceBytes(SimulationChance chance) : IRandomBytes
    {
        public void Fill(Span<byte> bytes) => chance.Fill(bytes);
    }
}

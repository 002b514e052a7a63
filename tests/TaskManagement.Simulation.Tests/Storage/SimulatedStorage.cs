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

/// <summary>The product's log in a process of a simulation, whose silos share it.</summary>
internal static class SimulatedStorage
{
    /// <summary>Starts it over a database.</summary>
    /// <param name="cluster">The simulation.</param>
    /// <param name="source">The database.</param>
    /// <param name="partitions">Of the log.</param>
    /// <param name="nextFault">What befalls the next write.</param>
    /// <param name="versionsAreChecked">Whether appends expect a version.</param>
    /// <param name="configure">Registers event types and schema parts.</param>
    public static Task<SimulatedProcess> StartAsync(
        SimulatedCluster cluster,
        MemorySource source,
        int partitions,
        Func<WriteFault?> nextFault,
        bool versionsAreChecked,
        Action<IServiceCollection> configure) =>
        cluster.StartProcessAsync("storage", services =>
        {
            configure(services);
            services.AddSingleton<ISqliteSource>(source);
            services.AddSingleton<IRandomBytes>(new ChanceBytes(cluster.Chance));
            services.AddSingleton(provider =>
                new StorageWriterScheduler(provider.GetRequiredService<TaskScheduler>()));
            services.AddEventLog(new ConfigurationBuilder()
                .AddInMemoryCollection(
                [
                    new("Storage:Partitions", partitions.ToString(CultureInfo.InvariantCulture)),
                    new("Storage:MasterKey", Convert.ToBase64String(new byte[32])),
                ])
                .Build());
            services.Replace(ServiceDescriptor.Singleton<IDatabase>(provider =>
                new FaultyDatabase(provider.GetRequiredService<IStorage>().Database, nextFault)));
            services.Replace(ServiceDescriptor.Singleton<ILogStore>(provider =>
            {
                ILogStore store = ActivatorUtilities.CreateInstance<LogStore>(provider);
                return new FaultyLogStore(versionsAreChecked ? store : new UncheckedLogStore(store), nextFault);
            }));
        });

    private sealed class ChanceBytes(SimulationChance chance) : IRandomBytes
    {
        public void Fill(Span<byte> bytes) => chance.Fill(bytes);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost.Simulation;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Store;
using TaskManagement.Simulation.Tests.Storage;
using TaskManagement.TestKit.Faults;

namespace TaskManagement.Simulation.Tests.Bank;

/// <summary>Customers move money between accounts while things go wrong; then the log is checked.</summary>
internal sealed class BankScenario(bool versionsAreChecked = true)
{
    private const int Partitions = 2;
    private const int Accounts = 4;
    private const int Customers = 4;
    private const int OrdersEach = 4;
    private const long OpeningBalance = 100;

    private readonly List<Order> _orders = [];

    /// <summary>Runs it with one seed, which also draws what may go wrong.</summary>
    public static SimulationTrace Run(ulong seed, bool versionsAreChecked = true) => SimulationRun.Execute(
        new(seed) { Faults = BankFaults.Of(seed).Engine },
        cluster => new BankScenario(versionsAreChecked).RunAsync(cluster, BankFaults.Of(seed)));

    private async Task RunAsync(SimulatedCluster cluster, BankFaults faults)
    {
        using var source = new MemorySource();
        var storageFaults = new StorageFaults(cluster, faults);
        var storage = await SimulatedStorage.StartAsync(
            cluster,
            source,
            Partitions,
            store => new FaultyLogStore(versionsAreChecked ? store : new UncheckedLogStore(store), storageFaults.Next),
            services => services.AddSingleton(
                new EventTypes([typeof(AccountOpened), typeof(MoneySent), typeof(MoneyReceived)])));
        await cluster.StartSilosAsync(faults.Silos, silo => silo.Services.AddSharedEventLog(storage.Services));
        await OpenAsync(cluster);
        cluster.BeginFaults();
        storageFaults.AreOn = true;
        await Task.WhenAll(Enumerable.Range(0, Customers)
            .Select(_ => new BankCustomer(cluster, Accounts, _orders).SendAsync(OrdersEach)));
        storageFaults.AreOn = false;
        await cluster.EndFaultsAsync();
        Check(source);
    }

    private static async Task OpenAsync(SimulatedCluster cluster)
    {
        for (var account = 0; account < Accounts; account++)
        {
            var context = new CommandContext(
                new(cluster.Chance.NextGuid()), Caller.System, cluster.Time.GetUtcNow(), Origin.System, "", null, null);
            var opened = await cluster.Client.GetGrain<IAccountGrain>(account).Open(context, OpeningBalance);
            Assert.True(opened.Succeeded);
        }
    }

    private void Check(MemorySource source)
    {
        using var connection = source.Connect();
        var findings = BalanceChecker.Check(connection, Accounts * OpeningBalance, _orders);
        if (findings.Count > 0)
            throw new BankIsWrongException(findings);
    }

    /// <summary>Draws the faults of the store.</summary>
    private sealed class StorageFaults(SimulatedCluster cluster, BankFaults faults)
    {
        public bool AreOn { get; set; }

        public WriteFault? Next()
        {
            var fault = !AreOn ? (WriteFault?)null
                : cluster.Chance.Happens(faults.AppendFails) ? WriteFault.BeforeCommit
                : cluster.Chance.Happens(faults.ReplyLost) ? WriteFault.ReplyLost
                : null;
            if (fault is not null)
                cluster.Note($"fault: the store's {fault}");
            return fault;
        }
    }
}

/// <summary>The checker found something.</summary>
internal sealed class BankIsWrongException(IReadOnlyList<string> findings)
    : Exception(string.Join("; ", findings));

using Orleans.TestingHost.Simulation;
using TaskManagement.Contracts.Commands;
using TaskManagement.Simulation.Tests.Storage;

namespace TaskManagement.Simulation.Tests.Bank;

/// <summary>Customers move money between accounts while things go wrong; then the log is checked.</summary>
/// <param name="versionsAreChecked">Whether appends expect a version, as they should.</param>
/// <param name="tampering">SQL that runs before the check, to see what the check sees.</param>
internal sealed class BankScenario(bool versionsAreChecked, string? tampering)
{
    private const int Partitions = 2;
    private const int Accounts = 4;
    private const int Customers = 4;
    private const int OrdersEach = 4;
    private const long OpeningBalance = 100;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    private readonly List<Order> _orders = [];

    /// <summary>Runs it with one seed, which also draws what may go wrong.</summary>
    public static SimulationTrace Run(ulong seed, bool versionsAreChecked = true, string? tampering = null)
    {
        var faults = BankFaults.Of(seed);
        return SimulationRun.Execute(
            new(seed) { Faults = faults.Engine, ResponseTimeout = ResponseTimeout },
            cluster => new BankScenario(versionsAreChecked, tampering).RunAsync(cluster, faults));
    }

    private async Task RunAsync(SimulatedCluster cluster, BankFaults faults)
    {
        using var source = new MemorySource();
        var storageFaults = new StorageFaults(cluster, faults.AppendFails, faults.ReplyLost);
        var storage = new SimulatedStorage(cluster, source, storageFaults)
        {
            Partitions = Partitions,
            VersionsAreChecked = versionsAreChecked,
        };
        await cluster.StartBankAsync(storage, faults);
        await OpenAsync(cluster);

        cluster.BeginFaults();
        storageFaults.AreOn = true;
        await Task.WhenAll(Enumerable.Range(0, Customers)
            .Select(_ => new BankCustomer(cluster, Accounts, _orders).SendAsync(OrdersEach)));
        storageFaults.AreOn = false;
        await cluster.EndFaultsAsync();

        await CatchUpAsync(cluster, source);
        Check(source);
    }

    /// <summary>Consumers come to the end of the log by themselves.</summary>
    private static async Task CatchUpAsync(SimulatedCluster cluster, MemorySource source)
    {
        using var connection = source.Connect();
        for (var partition = 0; partition < Partitions; partition++)
        {
            var consumer = cluster.Client.GetGrain<ITurnoverConsumerGrain>(partition);
            var head = BalanceChecker.HeadOf(connection, partition);
            while ((await consumer.Status()).Checkpoint < head)
                await Task.Delay(LookAgain, cluster.Time);
        }
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
        if (tampering is not null)
        {
            using var command = connection.CreateCommand();
            command.CommandText = tampering;
            command.ExecuteNonQuery();
        }

        var findings = BalanceChecker.Check(connection, Accounts * OpeningBalance, _orders);
        if (findings.Count > 0)
            throw new BankIsWrongException(findings);
    }
}

/// <summary>The checker found something.</summary>
internal sealed class BankIsWrongException(IReadOnlyList<string> findings)
    : Exception(string.Join("; ", findings));

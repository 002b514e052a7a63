using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using Orleans.TestingHost.Simulation;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Relay;
using TaskManagement.Simulation.Tests.Storage;

namespace TaskManagement.Simulation.Tests.Bank;

/// <summary>What the bank needs of its processes.</summary>
internal static class BankHosting
{
    /// <summary>Rare enough that most steps of a run are the bank's own.</summary>
    private static readonly TimeSpan StreamPollPeriod = TimeSpan.FromMilliseconds(250);

    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection(
        [
            new("Relay:PulseMilliseconds", "2000"),
            new("Consumers:IdleMilliseconds", "5000"),
        ])
        .Build();

    /// <summary>Starts silos that share a storage of its own, or one that holds it, as a server does.</summary>
    public static async Task StartBankAsync(this SimulatedCluster cluster, SimulatedStorage storage, BankFaults faults)
    {
        if (faults.SiloHoldsTheLog)
        {
            await cluster.StartSilosAsync(1, silo =>
            {
                silo.Services.AddBankEvents();
                storage.AddTo(silo.Services);
                silo.AddBank();
            });
            return;
        }

        var process = await cluster.StartProcessAsync("storage", services => storage.AddTo(services.AddBankEvents()));
        await cluster.StartSilosAsync(faults.Silos, silo =>
        {
            silo.Services.AddSharedEventLog(process.Services);
            silo.AddBank();
        });
    }

    /// <summary>Events and tables, which the log has to know.</summary>
    private static IServiceCollection AddBankEvents(this IServiceCollection services) => services
        .AddSingleton(new EventTypes([typeof(AccountOpened), typeof(MoneySent), typeof(MoneyReceived)]))
        .AddSingleton(TurnoverConsumer.Schema);

    /// <summary>The way of events from the log, and who consumes them.</summary>
    private static void AddBank(this ISiloBuilder silo)
    {
        silo.Services.AddEventRelay(Settings).AddSingleton<TurnoverConsumer>();
        silo.AddMemoryStreams(EventStreams.Provider, streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePartitioning(1);
            streams.ConfigurePullingAgent(agent =>
                agent.Configure(options => options.GetQueueMsgsTimerPeriod = StreamPollPeriod));
        });
    }
}

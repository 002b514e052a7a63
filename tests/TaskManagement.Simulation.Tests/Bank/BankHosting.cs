using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Relay;

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

    /// <summary>The storage knows events and tables of the bank.</summary>
    public static IServiceCollection AddBankStorage(this IServiceCollection services) => services
        .AddSingleton(new EventTypes([typeof(AccountOpened), typeof(MoneySent), typeof(MoneyReceived)]))
        .AddSingleton(TurnoverConsumer.Schema);

    /// <summary>A silo has accounts over that storage, the way of their events, and who consumes them.</summary>
    public static void AddBank(this ISiloBuilder silo, IServiceProvider storage)
    {
        silo.Services.AddSharedEventLog(storage).AddEventRelay(Settings).AddSingleton<TurnoverConsumer>();
        silo.AddMemoryStreams(EventStreams.Provider, streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePartitioning(1);
            streams.ConfigurePullingAgent(agent =>
                agent.Configure(options => options.GetQueueMsgsTimerPeriod = StreamPollPeriod));
        });
    }
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Simulation.Tests.Bank;

/// <summary>
/// Adds up what has moved through each account. An event that counted twice, or never, would show in the sum.
/// </summary>
internal sealed class TurnoverConsumer : IRowConsumer
{
    private const string Create = """
        CREATE TABLE turnovers (
            stream TEXT PRIMARY KEY,
            amount BIGINT NOT NULL
        )
        """;

    private const string Add = """
        INSERT INTO turnovers (stream, amount) VALUES (@p0, @p1)
        ON CONFLICT (stream) DO UPDATE SET amount = amount + excluded.amount
        """;

    public static SchemaPart Schema { get; } = new("turnovers", [new Migration(Create, Create)]);

    public string Name => "turnovers";

    public ImmutableArray<Statement> Rows(RecordedEvent recorded) => recorded.Event switch
    {
        MoneySent sent => [new Statement(Add, recorded.Stored.Stream, sent.Amount)],
        MoneyReceived received => [new Statement(Add, recorded.Stored.Stream, received.Amount)],
        _ => [],
    };
}

/// <summary>The consumer of one partition.</summary>
[Alias("ITurnoverConsumerGrain")]
internal interface ITurnoverConsumerGrain : IConsumerGrain;

[GrainType("turnover-consumer"), ImplicitStreamSubscription(EventStreams.Namespace)]
internal sealed class TurnoverConsumerGrain(TurnoverConsumer consumer, ConsumerRuntime runtime)
    : RowConsumerGrain(consumer, runtime), ITurnoverConsumerGrain;

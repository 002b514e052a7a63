using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Consumers;

/// <summary>Runs a consumer whose effects are rows.</summary>
public abstract class RowConsumerGrain(IRowConsumer consumer, ConsumerRuntime runtime)
    : ConsumerGrain(consumer.Name, consumer.Category, runtime)
{
    private protected sealed override Task<ImmutableArray<Statement>> ApplyAsync(RecordedEvent recorded) =>
        Task.FromResult(consumer.Rows(recorded));
}

/// <summary>Runs a consumer whose effects are grain calls.</summary>
public abstract class CallConsumerGrain(ICallConsumer consumer, ConsumerRuntime runtime)
    : ConsumerGrain(consumer.Name, consumer.Category, runtime)
{
    private protected sealed override async Task<ImmutableArray<Statement>> ApplyAsync(RecordedEvent recorded)
    {
        var command = new CommandId(EffectId.Of(consumer.Name, recorded.Stored));
        await consumer.HandleAsync(recorded, command, GrainFactory);
        return [];
    }
}

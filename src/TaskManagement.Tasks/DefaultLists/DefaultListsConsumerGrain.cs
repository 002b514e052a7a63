using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Consumers;

namespace TaskManagement.Tasks.DefaultLists;

[GrainType("default-lists-consumer"), ImplicitStreamSubscription(EventStreams.Namespace)]
internal sealed class DefaultListsConsumerGrain(DefaultListsConsumer consumer, ConsumerRuntime runtime)
    : CallConsumerGrain(consumer, runtime), IDefaultListsConsumerGrain;

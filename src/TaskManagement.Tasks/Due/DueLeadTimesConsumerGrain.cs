using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Consumers;

namespace TaskManagement.Tasks.Due;

[GrainType("due-lead-times-consumer"), ImplicitStreamSubscription(EventStreams.Namespace)]
internal sealed class DueLeadTimesConsumerGrain(DueLeadTimesConsumer consumer, ConsumerRuntime runtime)
    : RowConsumerGrain(consumer, runtime), IDueLeadTimesConsumerGrain;

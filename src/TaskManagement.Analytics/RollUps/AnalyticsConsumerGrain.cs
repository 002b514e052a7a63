using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Consumers;

namespace TaskManagement.Analytics.RollUps;

[GrainType("analytics-consumer"), ImplicitStreamSubscription(EventStreams.Namespace)]
internal sealed class AnalyticsConsumerGrain(AnalyticsConsumer consumer, ConsumerRuntime runtime)
    : RowConsumerGrain(consumer, runtime), IAnalyticsConsumerGrain;

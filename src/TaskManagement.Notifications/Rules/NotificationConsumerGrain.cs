using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Consumers;

namespace TaskManagement.Notifications.Rules;

[GrainType("notification-consumer"), ImplicitStreamSubscription(EventStreams.Namespace)]
internal sealed class NotificationConsumerGrain(NotificationConsumer consumer, ConsumerRuntime runtime)
    : RowConsumerGrain(consumer, runtime), INotificationConsumerGrain;

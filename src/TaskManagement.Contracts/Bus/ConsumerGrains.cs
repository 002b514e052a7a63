namespace TaskManagement.Contracts.Bus;

/// <summary>Gives a new user the first lists.</summary>
[Alias("IDefaultListsConsumerGrain")]
public interface IDefaultListsConsumerGrain : IConsumerGrain;

/// <summary>Keeps how long before users want to know that a task is due.</summary>
[Alias("IDueLeadTimesConsumerGrain")]
public interface IDueLeadTimesConsumerGrain : IConsumerGrain;

/// <summary>Fills the inboxes.</summary>
[Alias("INotificationConsumerGrain")]
public interface INotificationConsumerGrain : IConsumerGrain;

/// <summary>Keeps the roll-ups.</summary>
[Alias("IAnalyticsConsumerGrain")]
public interface IAnalyticsConsumerGrain : IConsumerGrain;

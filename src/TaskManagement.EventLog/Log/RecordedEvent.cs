using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Events;

namespace TaskManagement.EventLog.Log;

/// <summary>An event of the log, decoded.</summary>
/// <param name="Stored">As it lies in the log.</param>
/// <param name="Event">The event; <see cref="Purged"/> where its content was removed.</param>
public sealed record RecordedEvent(StoredEvent Stored, IDomainEvent Event);

/// <summary>Stands where an event's content was removed for good; its metadata stays.</summary>
public sealed record Purged(string Type) : IDomainEvent;

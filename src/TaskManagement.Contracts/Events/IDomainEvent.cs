namespace TaskManagement.Contracts.Events;

/// <summary>
/// Something that happened in the domain. Events are stored as JSON under the name that
/// <see cref="EventTypeAttribute"/> gives; name and shape are frozen once released.
/// </summary>
public interface IDomainEvent;

/// <summary>The frozen name of an event, <c>context.event.v1</c>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventTypeAttribute(string name) : Attribute
{
    /// <summary>The name in the log.</summary>
    public string Name { get; } = name;
}

/// <summary>Says that an act of the same stream was taken back by the append that this event is in.</summary>
public interface IUndoneEvent : IDomainEvent
{
    /// <summary>The version of the act's first event.</summary>
    long FirstVersion { get; }

    /// <summary>The version of its last event.</summary>
    long LastVersion { get; }
}

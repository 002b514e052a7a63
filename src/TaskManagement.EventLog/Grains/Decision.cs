using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Results;

namespace TaskManagement.EventLog.Grains;

/// <summary>What a pure decision comes to: events, none where nothing changes, or a refusal.</summary>
public sealed record Decision<TEvent>(ImmutableArray<TEvent> Events, Refusal? Refusal) where TEvent : IDomainEvent
{
    /// <summary>Nothing to do: it is so already.</summary>
    public static Decision<TEvent> Unchanged { get; } = new([], null);

    /// <summary>One event.</summary>
    public static implicit operator Decision<TEvent>(TEvent @event) => new([@event], null);

    /// <summary>Several events.</summary>
    public static implicit operator Decision<TEvent>(ImmutableArray<TEvent> events) => new(events, null);

    /// <summary>No.</summary>
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Grains;

/// <summary>What a pure decision comes to: events, none where nothing changes, or a refusal.</summary>
public sealed record Decision<TEvent>(ImmutableArray<TEvent> Events, Refusal? Refusal) where TEvent : IDomainEvent
{
    /// <summary>What the same act writes to other streams, all or nothing with its own events.</summary>
    public ImmutableArray<Companion> Companions { get; init; } = [];

    /// <summary>Nothing to do: it is so already.</summary>
    public static Decision<TEvent> Unchanged { get; } = new([], null);

    /// <summary>One event.</summary>
    public static implicit operator Decision<TEvent>(TEvent @event) => new([@event], null);

    /// <summary>Several events.</summary>
    public static implicit operator Decision<TEvent>(ImmutableArray<TEvent> events) => new(events, null);

    /// <summary>No.</summary>
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}

/// <summary>Events of another stream that an act writes beside its own.</summary>
/// <param name="Stream">The stream, the version that it is believed to have, and its events.</param>
/// <param name="View">The read-model rows that follow from them.</param>
public sealed record Companion(StreamAppend Stream, ImmutableArray<Statement> View);

using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>What an append is to come to; the rows are still to be written.</summary>
internal abstract record AppendDecision
{
    private AppendDecision()
    {
    }

    /// <summary>Nothing is to be written.</summary>
    public sealed record Refused(AppendOutcome Why) : AppendDecision;

    /// <summary>These rows are.</summary>
    /// <param name="Append">What they are made of; its view statements are to be run as well.</param>
    /// <param name="At">The instant of all its events.</param>
    /// <param name="Events">In the order given.</param>
    /// <param name="Streams">Where its streams end after it.</param>
    /// <param name="Partitions">Where the partitions of its streams end after it.</param>
    public sealed record Accepted(
        EncodedAppend Append,
        DateTimeOffset At,
        ImmutableArray<EventRow> Events,
        ImmutableArray<KeyValuePair<StreamName, StreamHead>> Streams,
        ImmutableArray<KeyValuePair<int, PartitionHead>> Partitions) : AppendDecision
    {
        /// <summary>What the command came to.</summary>
        public CommandRecord Command => new(
            Append.CommandId, Append.BodyHash, Streams[0].Key, Streams[0].Value.Version, At);

        /// <summary>What the caller is told once it is durable.</summary>
        public StoreOutcome.Written Outcome => new([.. Events.Select(row => row.Stored)]);
    }
}

/// <summary>A row of the log: what readers get, and what proves it.</summary>
internal readonly record struct EventRow(StoredEvent Stored, EncodedEvent Encoded);

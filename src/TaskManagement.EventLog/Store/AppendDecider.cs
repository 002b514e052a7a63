using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>Decides what becomes of an append: checks first, rows after. The same for every database.</summary>
internal sealed class AppendDecider(int partitions, TimeProvider time)
{
    /// <summary>The partition of a stream.</summary>
    public int PartitionOf(StreamName stream) => StreamPartition.Of(stream, partitions);

    /// <summary>Decides on an append; what the state holds of earlier members of its batch counts.</summary>
    public AppendDecision Decide(EncodedAppend append, IAppendState state) =>
        Refuse(append, state) is { } why ? new AppendDecision.Refused(why) : Accept(append, state);

    private static AppendOutcome? Refuse(EncodedAppend append, IAppendState state)
    {
        // The repetition comes first: a command that was carried out has moved the version that it expects.
        if (state.Command(append.CommandId) is { } command)
            return new AppendOutcome.Repeated(command);
        foreach (var guard in append.Guards)
        {
            if (state.Stream(guard.Stream).Guard != guard.GuardVersion)
                return new AppendOutcome.GuardMoved(guard.Stream);
        }

        foreach (var stream in append.Streams)
        {
            var head = state.Stream(stream.Stream);
            if (head.Version != stream.ExpectedVersion)
                return new AppendOutcome.Conflict(stream.Stream, head.Version);
        }

        return null;
    }

    private AppendDecision.Accepted Accept(EncodedAppend append, IAppendState state)
    {
        var at = Now(append, state);
        var ends = new Dictionary<int, PartitionHead>();
        var events = ImmutableArray.CreateBuilder<EventRow>();
        var streams = ImmutableArray.CreateBuilder<KeyValuePair<StreamName, StreamHead>>(append.Streams.Length);
        foreach (var stream in append.Streams)
        {
            var partition = PartitionOf(stream.Stream);
            var sequence = (ends.TryGetValue(partition, out var end) ? end : state.Partition(partition)).Sequence;
            var version = stream.ExpectedVersion;
            foreach (var encoded in stream.Events)
            {
                events.Add(new EventRow(
                    new StoredEvent(
                        partition, ++sequence, stream.Stream.Value, ++version, encoded.Type, encoded.Data,
                        append.CommandId.Value, append.Actor, append.Origin, append.CorrelationId, at),
                    encoded));
            }

            ends[partition] = new PartitionHead(sequence, at);
            var guard = stream.MovesGuard ? version : state.Stream(stream.Stream).Guard;
            streams.Add(new(stream.Stream, new StreamHead(version, guard)));
        }

        return new(append, at, events.DrainToImmutable(), streams.MoveToImmutable(), [.. ends]);
    }

    /// <summary>
    /// One instant for all events of an append, so that looking back sees all of them or none. A clock that was set
    /// back does not take the log back with it.
    /// </summary>
    private DateTimeOffset Now(EncodedAppend append, IAppendState state)
    {
        var now = RowReading.FromMicroseconds(RowReading.ToMicroseconds(time.GetUtcNow()));
        foreach (var stream in append.Streams)
        {
            var last = state.Partition(PartitionOf(stream.Stream)).At;
            now = last > now ? last : now;
        }

        return now;
    }
}

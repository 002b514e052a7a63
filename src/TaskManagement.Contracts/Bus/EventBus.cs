using System.Collections.Immutable;
using Orleans.Concurrency;

namespace TaskManagement.Contracts.Bus;

/// <summary>An event as it lies in the log.</summary>
/// <param name="Partition">The partition of its stream.</param>
/// <param name="Sequence">Its place in the partition, dense from 1.</param>
/// <param name="Stream">The stream's name, such as <c>task-…</c>.</param>
/// <param name="Version">Its place in the stream, dense from 1.</param>
/// <param name="Type">Its frozen name.</param>
/// <param name="Data">Its JSON; <c>null</c> once purged.</param>
/// <param name="CommandId">The command that led to it.</param>
/// <param name="Actor">Who did it; <c>null</c> for the system, and for someone who was not logged in.</param>
/// <param name="Origin"><c>api</c>, <c>import</c> or <c>system</c>.</param>
/// <param name="CorrelationId">The W3C trace context of the request.</param>
/// <param name="At">When it was recorded, UTC; never falls within a partition.</param>
[GenerateSerializer, Immutable, Alias("StoredEvent")]
public sealed record StoredEvent(
    int Partition,
    long Sequence,
    string Stream,
    long Version,
    string Type,
    string? Data,
    Guid CommandId,
    Guid? Actor,
    string Origin,
    string? CorrelationId,
    DateTimeOffset At);

/// <summary>
/// What travels on the stream <c>("events", partition)</c>: events in sequence, or none, as a heartbeat.
/// </summary>
/// <param name="Head">The last sequence of the partition that the relay knows of.</param>
[GenerateSerializer, Immutable, Alias("EventBatch")]
public sealed record EventBatch(int Partition, long Head, ImmutableArray<StoredEvent> Events);

/// <summary>Names that relay and consumers share.</summary>
public static class EventStreams
{
    /// <summary>The stream provider.</summary>
    public const string Provider = "events";

    /// <summary>The stream namespace; the stream's key is the partition.</summary>
    public const string Namespace = "events";
}

/// <summary>Publishes a partition of the log to its stream. The key is the partition.</summary>
[Alias("IEventRelayGrain")]
public interface IEventRelayGrain : IGrainWithIntegerKey
{
    /// <summary>Takes events that were just committed. A gap before them is read from the log.</summary>
    [Alias("Publish")]
    Task Publish(EventBatch batch);

    /// <summary>Keeps the relay alive: it publishes what it has missed, and the head of the log.</summary>
    [Alias("Ping")]
    Task Ping();
}

/// <summary>A consumer of one partition of the log. The key is the partition.</summary>
[Alias("IConsumerGrain")]
public interface IConsumerGrain : IGrainWithIntegerKey
{
    /// <summary>Where the consumer stands.</summary>
    [Alias("Status"), AlwaysInterleave]
    Task<ConsumerStatus> Status();
}

/// <summary>Where a consumer stands in its partition.</summary>
/// <param name="Checkpoint">The last sequence whose effects are done.</param>
/// <param name="Head">The last sequence that it knows of.</param>
/// <param name="Stopped">Why it does not go on, such as an event of unknown type; <c>null</c> while it does.</param>
[GenerateSerializer, Immutable, Alias("ConsumerStatus")]
public sealed record ConsumerStatus(string Consumer, int Partition, long Checkpoint, long Head, string? Stopped);

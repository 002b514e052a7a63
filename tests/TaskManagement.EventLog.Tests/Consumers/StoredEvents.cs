using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;

namespace TaskManagement.EventLog.Tests.Consumers;

/// <summary>Events as they lie in the log, where only their sequence matters.</summary>
internal static class StoredEvents
{
    public static StoredEvent Of(long sequence, string data = "{}") => new(
        0, sequence, "task-1", sequence, "task.test.v1", data, Guid.Empty, null, "api", null, DateTimeOffset.UnixEpoch);

    public static EventBatch Batch(params ReadOnlySpan<long> sequences)
    {
        var events = ImmutableArray.CreateBuilder<StoredEvent>();
        foreach (var sequence in sequences)
            events.Add(Of(sequence));
        return new EventBatch(0, sequences.IsEmpty ? 0 : sequences[^1], events.ToImmutable());
    }

    public static EventBatch Heartbeat(long head) => new(0, head, []);
}

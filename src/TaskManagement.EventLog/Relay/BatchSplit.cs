using System.Collections.Immutable;
using System.Text;
using TaskManagement.Contracts.Bus;

namespace TaskManagement.EventLog.Relay;

/// <summary>Cuts a run of events into items that a stream can carry.</summary>
internal static class BatchSplit
{
    /// <summary>What an event costs beside its data: names, ids, times.</summary>
    private const int EnvelopeBytes = 256;

    /// <summary>The events in order, in items of bounded count and size; a larger event travels alone.</summary>
    public static IEnumerable<ImmutableArray<StoredEvent>> Into(
        ImmutableArray<StoredEvent> events, int eventsMax, int bytesMax)
    {
        var begin = 0;
        var bytes = 0;
        for (var index = 0; index < events.Length; index++)
        {
            var size = Bytes(events[index]);
            var full = index - begin == eventsMax || bytes + size > bytesMax;
            if (full && index > begin)
            {
                yield return events[begin..index];
                (begin, bytes) = (index, 0);
            }

            bytes += size;
        }

        if (begin < events.Length)
            yield return events[begin..];
    }

    /// <summary>About what an event takes on the wire.</summary>
    public static int Bytes(StoredEvent stored) =>
        EnvelopeBytes + (stored.Data is null ? 0 : Encoding.UTF8.GetByteCount(stored.Data));
}

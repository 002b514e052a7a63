using System.Collections.Concurrent;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>Items that were put into a stream together.</summary>
internal sealed record StreamMessage(StreamId Stream, object[] Items, ContextProperties? Context, long Sequence);

/// <summary>The queues of all stream providers.</summary>
internal sealed class StreamQueues
{
    private readonly ConcurrentDictionary<string, StreamQueue[]> _byProvider = [];

    /// <summary>The queues of a provider; whoever asks first decides how many.</summary>
    public StreamQueue[] Of(string provider, int count) => _byProvider.GetOrAdd(
        provider, static (_, n) => [.. Enumerable.Range(0, n).Select(_ => new StreamQueue())], count);
}

/// <summary>One queue; each stream has its place in one of them, so the order in a stream is kept.</summary>
internal sealed class StreamQueue
{
    /// <summary>
    /// As many as Orleans' memory streams hold; beyond, producers fail instead of filling the memory.
    /// </summary>
    private const int MessagesMax = 16_384;

    private readonly Queue<StreamMessage> _messages = new();
    private readonly Lock _gate = new();
    private long _sequence;

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count == 0;
            }
        }
    }

    public void Add(StreamId stream, object[] items, ContextProperties? context)
    {
        lock (_gate)
        {
            if (_messages.Count >= MessagesMax)
            {
                throw new InvalidOperationException($"A queue of memory streams holds {MessagesMax} messages, "
                    + $"so stream {stream} takes no more. Its consumers are too slow.");
            }

            _messages.Enqueue(new(stream, items, context, ++_sequence));
        }
    }

    public List<StreamMessage> TakeAll()
    {
        lock (_gate)
        {
            var all = _messages.ToList();
            _messages.Clear();
            return all;
        }
    }
}

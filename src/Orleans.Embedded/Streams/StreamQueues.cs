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
        provider, static (_, n) => [.. Enumerable.Range(0, n).Select(number => new StreamQueue(number))], count);
}

/// <summary>
/// One queue; each stream has its place in one of them, so the order in a stream is kept. One agent at a time reads it.
/// </summary>
internal sealed class StreamQueue(int number)
{
    /// <summary>
    /// As many as Orleans' memory streams hold; beyond, producers fail instead of filling the memory.
    /// </summary>
    private const int MessagesMax = 16_384;

    private readonly LinkedList<StreamMessage> _messages = new();
    private readonly Lock _gate = new();
    private StreamAgent? _reader;
    private long _sequence;

    /// <summary>Its place among the queues of its provider.</summary>
    public int Number => number;

    /// <summary>Messages that no agent has taken yet.</summary>
    public int Count => _messages.Count;

    public void Add(StreamId stream, object[] items, ContextProperties? context)
    {
        lock (_gate)
        {
            if (_messages.Count >= MessagesMax)
            {
                throw new InvalidOperationException($"A queue of memory streams holds {MessagesMax} messages, "
                    + $"so stream {stream} takes no more. Its consumers are too slow.");
            }

            _messages.AddLast(new StreamMessage(stream, items, context, ++_sequence));
        }
    }

    /// <summary>Whether the agent has something to read, or to release.</summary>
    public bool HasWorkFor(StreamAgent agent, bool mayRead)
    {
        lock (_gate)
        {
            return mayRead ? _messages.Count > 0 && CanRead(agent) : _reader == agent;
        }
    }

    /// <summary>Makes the agent the reader, if there is no other, and takes so many messages at most.</summary>
    public List<StreamMessage> Take(StreamAgent agent, int max)
    {
        var taken = new List<StreamMessage>();
        lock (_gate)
        {
            if (!CanRead(agent))
            {
                return taken;
            }

            _reader = agent;
            while (taken.Count < max && _messages.First is { } first)
            {
                taken.Add(first.Value);
                _messages.RemoveFirst();
            }
        }

        return taken;
    }

    /// <summary>Puts back what was taken; it comes later.</summary>
    public void Return(StreamMessage message)
    {
        lock (_gate)
        {
            _messages.AddLast(message);
        }
    }

    /// <summary>The agent reads no more; what it has taken and not delivered goes to the next one.</summary>
    public void Release(StreamAgent agent, IEnumerable<StreamMessage> undelivered)
    {
        lock (_gate)
        {
            foreach (var message in undelivered.OrderByDescending(message => message.Sequence))
            {
                _messages.AddFirst(message);
            }

            _reader = _reader == agent ? null : _reader;
        }
    }

    private bool CanRead(StreamAgent agent) => _reader is null || _reader == agent || _reader.IsDead;
}

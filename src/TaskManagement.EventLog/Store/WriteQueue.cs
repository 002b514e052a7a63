using System.Threading.Channels;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Store;

/// <summary>Writes that wait for the writer, which takes all that wait at once, within bounds.</summary>
internal sealed class WriteQueue<TWrite>(StorageOptions options) where TWrite : PendingWrite
{
    private readonly Channel<TWrite> _queue = Channel.CreateBounded<TWrite>(
        new BoundedChannelOptions(options.QueueAppendsMax) { SingleReader = true });

    /// <summary>How many wait.</summary>
    public int Length => _queue.Reader.Count;

    /// <summary>Puts a write into the queue; waits while the queue is full.</summary>
    public async Task EnqueueAsync(TWrite write)
    {
        try
        {
            await _queue.Writer.WriteAsync(write);
        }
        catch (ChannelClosedException)
        {
            write.Fail(new InvalidOperationException("The storage has been closed."), outcomeUnknown: false);
        }
    }

    /// <summary>Takes no more writes.</summary>
    public void Close() => _queue.Writer.TryComplete();

    /// <summary>Waits for a write; false when there will be no more.</summary>
    public ValueTask<bool> WaitAsync() => _queue.Reader.WaitToReadAsync();

    /// <summary>Takes the next batch: all that waits, within bounds; a write beyond them goes alone.</summary>
    public List<TWrite> Take()
    {
        var batch = new List<TWrite>();
        var bytes = 0L;
        while (batch.Count < options.BatchAppendsMax && _queue.Reader.TryPeek(out var next))
        {
            bytes += next.Bytes;
            if (batch.Count > 0 && bytes > options.BatchBytesMax)
                break;
            _queue.Reader.TryRead(out _);
            batch.Add(next);
        }

        return batch;
    }
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Relay;

namespace TaskManagement.EventLog.Consumers;

/// <summary>
/// What a consumer has heard from the stream: the head of its partition, and one run of events without gaps, bounded in
/// count and size. Whatever does not continue the run is forgotten, for the log has it: so losing, repeating or
/// reordering items of the stream costs a read, and nothing else.
/// </summary>
internal sealed class Intake(int eventsMax, long bytesMax)
{
    private readonly Queue<StoredEvent> _run = new();
    private long _runBytes;
    private long _runEnd;

    /// <summary>The last sequence that is known to exist.</summary>
    public long Head { get; private set; }

    /// <summary>Notes that the partition goes up to here.</summary>
    public void NoteHead(long head) => Head = Math.Max(Head, head);

    /// <summary>Takes an item of the stream, as far as it is news and fits.</summary>
    /// <param name="batch">The item.</param>
    /// <param name="checkpoint">The last sequence that is done.</param>
    public void Offer(EventBatch batch, long checkpoint)
    {
        NoteHead(batch.Head);
        foreach (var stored in batch.Events)
        {
            NoteHead(stored.Sequence);
            if (stored.Sequence > checkpoint)
                Keep(stored);
        }
    }

    /// <summary>What to do next, seen from a checkpoint; it lets go of events at or below it.</summary>
    public IntakeNext Next(long checkpoint, int limit)
    {
        while (_run.TryPeek(out var done) && done.Sequence <= checkpoint)
            Drop();
        if (_run.TryPeek(out var first))
        {
            return first.Sequence == checkpoint + 1
                ? new IntakeNext.Handle([.. _run.Take(limit)])
                : new IntakeNext.ReadLog((int)Math.Min(limit, first.Sequence - checkpoint - 1));
        }

        return Head > checkpoint ? new IntakeNext.ReadLog(limit) : IntakeNext.Nothing;
    }

    private void Keep(StoredEvent stored)
    {
        var bytes = BatchSplit.Bytes(stored);
        var continues = _run.Count == 0 || stored.Sequence == _runEnd + 1;
        var fits = _run.Count == 0 || (_run.Count < eventsMax && _runBytes + bytes <= bytesMax);
        if (!continues || !fits)
            return;
        _run.Enqueue(stored);
        _runBytes += bytes;
        _runEnd = stored.Sequence;
    }

    private void Drop() => _runBytes -= BatchSplit.Bytes(_run.Dequeue());
}

/// <summary>What a consumer has to do next.</summary>
internal abstract record IntakeNext
{
    private IntakeNext()
    {
    }

    /// <summary>It is up to date, as far as it knows.</summary>
    public static IntakeNext Nothing { get; } = new UpToDate();

    /// <summary>There is nothing to do.</summary>
    public sealed record UpToDate : IntakeNext;

    /// <summary>Handle these, which follow the checkpoint without a gap.</summary>
    public sealed record Handle(ImmutableArray<StoredEvent> Events) : IntakeNext;

    /// <summary>Read so many events after the checkpoint from the log.</summary>
    public sealed record ReadLog(int Limit) : IntakeNext;
}

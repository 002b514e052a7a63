using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.Consumers;

/// <summary>
/// Carries one consumer through one partition, a step at a time: take what follows the checkpoint, handle it, move the
/// checkpoint with its rows. It knows no grain, and is never in two steps at once; only <see cref="Offer"/> may come
/// in between.
/// </summary>
/// <param name="consumer">Its frozen name.</param>
/// <param name="category">The category of the streams that it is about; <c>null</c> for all.</param>
/// <param name="partition">The partition.</param>
/// <param name="runtime">Log, database, clock and bounds.</param>
/// <param name="apply">The effects of an event: carried out before it answers, or rows to be written.</param>
internal sealed class ConsumerPump(
    string consumer,
    string? category,
    int partition,
    ConsumerRuntime runtime,
    Func<RecordedEvent, Task<ImmutableArray<Statement>>> apply)
{
    private readonly ConsumerLedger _ledger = new(runtime.Database, consumer, partition);
    private readonly Intake _intake = new(runtime.Bounds.BufferEventsMax, runtime.Bounds.BufferBytesMax);
    private readonly ILogger _logger = runtime.Loggers.CreateLogger<ConsumerPump>();
    private readonly Alarm _alarm = new(
        runtime.Loggers.CreateLogger<ConsumerPump>(), $"Consumer {consumer} of partition {partition}");

    private readonly BackOff _backOff = new(
        TimeSpan.FromMilliseconds(runtime.Bounds.FirstDelayMilliseconds),
        TimeSpan.FromMilliseconds(runtime.Bounds.DelayMillisecondsMax));

    private readonly EventSpans _spans = new(consumer, partition);
    private readonly string _streams = category is null ? "" : $"{category}-";
    private readonly HashSet<string> _deadStreams = [];
    private long _checkpoint;
    private long _aloneUpTo;
    private int _faults;
    private Failures? _failures;
    private bool _loaded;

    /// <summary>Where it stands, as far as it is loaded.</summary>
    public ConsumerStatus Status =>
        new(consumer, partition, _checkpoint, Math.Max(_intake.Head, _checkpoint), _alarm.Reason);

    /// <summary>Whether it knows where it stands.</summary>
    public bool IsLoaded => _loaded;

    /// <summary>Streams of which a dead letter holds up the later events.</summary>
    public int DeadStreams => _deadStreams.Count;

    /// <summary>Reads where the last activation came to, and how far the log goes.</summary>
    public async Task LoadAsync()
    {
        _checkpoint = await _ledger.LoadCheckpointAsync();
        _deadStreams.UnionWith(await _ledger.LoadDeadStreamsAsync());
        _intake.NoteHead(await runtime.Log.HeadAsync(partition));
        _loaded = true;
    }

    /// <summary>Takes an item of the stream. It never throws and never waits.</summary>
    public void Offer(EventBatch batch) => _intake.Offer(batch, _checkpoint);

    /// <summary>
    /// One step; the first one loads. What goes wrong in it becomes a pause, or a dead letter. An activation that
    /// failed instead would hold up the stream for all consumers of its partition.
    /// </summary>
    public async Task<PumpStep> StepAsync()
    {
        try
        {
            if (!_loaded)
                await LoadAsync();
            var events = await NextEventsAsync();
            return events.IsEmpty ? PumpStep.Idle : await HandleAsync(events);
        }
        catch (Exception error)
        {
            // Reading the log or writing the checkpoint failed, which no event is to blame for.
            return Fault(error);
        }
        finally
        {
            _spans.End();
        }
    }

    private async Task<ImmutableArray<StoredEvent>> NextEventsAsync()
    {
        // What failed is tried alone, so that it holds up nothing that could be written with it.
        var alone = _failures is not null || _checkpoint < _aloneUpTo;
        var limit = alone ? 1 : runtime.Bounds.BatchEventsMax;
        switch (_intake.Next(_checkpoint, limit))
        {
            case IntakeNext.UpToDate:
                return [];
            case IntakeNext.Handle handle:
                return handle.Events;
            case IntakeNext.ReadLog read:
                var page = await runtime.Log.ReadPartitionAsync(partition, _checkpoint, read.Limit);
                _intake.NoteHead(page.Head);
                return page.Events.IsEmpty ? throw Hole() : page.Events;
            case var other:
                throw new InvalidOperationException($"The intake of {consumer} answered {other.GetType().Name}.");
        }
    }

    private async Task<PumpStep> HandleAsync(ImmutableArray<StoredEvent> events)
    {
        var rows = ImmutableArray.CreateBuilder<Statement>();
        var upTo = _checkpoint;
        foreach (var stored in events)
        {
            try
            {
                rows.AddRange(await EffectsAsync(stored));
                upTo = stored.Sequence;
            }
            catch (Exception error) when (upTo == _checkpoint)
            {
                return await FailedAsync(stored, error);
            }
            catch (Exception)
            {
                // What came before it is written first; the next step begins with it and sees the same.
                break;
            }
        }

        try
        {
            return await AdvanceAsync(upTo, rows);
        }
        catch (DatabaseWriteException error) when (MachineFault.IsRejection(error))
        {
            return await RejectedAsync(events[0], upTo, error);
        }
    }

    /// <summary>The database would not have the rows. Whose they are shows when each event is written alone.</summary>
    private async Task<PumpStep> RejectedAsync(StoredEvent first, long upTo, DatabaseWriteException error)
    {
        if (first.Sequence == upTo)
            return await FailedAsync(first, error);
        _aloneUpTo = upTo;
        return new PumpStep.Done(IsBehind: true);
    }

    private async Task<ImmutableArray<Statement>> EffectsAsync(StoredEvent stored)
    {
        if (!stored.Stream.StartsWith(_streams, StringComparison.Ordinal))
            return [];
        if (_deadStreams.Contains(stored.Stream))
            return [_ledger.Park(stored, runtime.Time.GetUtcNow())];
        var span = _spans.Begin(stored);
        try
        {
            return await apply(await runtime.Log.DecodeAsync(stored));
        }
        catch (Exception error)
        {
            EventSpans.Fail(span, error);
            throw;
        }
    }

    private async Task<PumpStep> FailedAsync(StoredEvent stored, Exception error)
    {
        runtime.Telemetry.Failed(consumer);
        if (error is UnknownEventTypeException)
            return Stop(error.Message, error);
        if (MachineFault.Is(error))
            return Fault(error);
        _failures = Failures.Another(_failures, error, runtime.Time.GetUtcNow());
        if (_failures.Count < runtime.Bounds.AttemptsMax)
        {
            _alarm.Raise($"Event {stored.Sequence} of {stored.Stream} is tried again: {_failures.Error}", error);
            return new PumpStep.Held(_backOff.After(_failures.Count));
        }

        return _deadStreams.Count >= runtime.Bounds.DeadStreamsMax
            ? Stop($"{_deadStreams.Count} streams have dead letters, the most allowed. {_failures.Error}", error)
            : await BuryAsync(stored, _failures);
    }

    private async Task<PumpStep> BuryAsync(StoredEvent stored, Failures failures)
    {
        var step = await AdvanceAsync(stored.Sequence, [_ledger.Bury(stored, failures)]);
        if (step is PumpStep.Done)
        {
            _deadStreams.Add(stored.Stream);
            runtime.Telemetry.Buried(consumer);
            _logger.LogError(
                "{Consumer} gave up event {Sequence} of partition {Partition} after {Attempts} attempts: {Error}",
                consumer,
                stored.Sequence,
                partition,
                failures.Count,
                failures.Error);
        }

        return step;
    }

    private async Task<PumpStep> AdvanceAsync(long upTo, IEnumerable<Statement> rows)
    {
        if (await _ledger.AdvanceAsync(_checkpoint, upTo, rows) == WriteOutcome.Fenced)
            return PumpStep.Overtaken;
        runtime.Telemetry.Passed(consumer, upTo - _checkpoint);
        (_checkpoint, _failures, _faults) = (upTo, null, 0);
        _alarm.Clear();
        return new PumpStep.Done(upTo < _aloneUpTo || _intake.Head - upTo >= runtime.Bounds.BatchEventsMax);
    }

    /// <summary>Not an idle moment: what came while the log was read would then wake nobody.</summary>
    private InvalidOperationException Hole() =>
        new($"Partition {partition} has no event after {_checkpoint}, and should have them up to {_intake.Head}.");

    private PumpStep.Held Fault(Exception error)
    {
        _alarm.Raise(error);
        return new PumpStep.Held(_backOff.After(++_faults));
    }

    private PumpStep.Held Stop(string reason, Exception error)
    {
        _alarm.Raise(reason, error);
        return new PumpStep.Held(TimeSpan.FromMilliseconds(runtime.Bounds.StoppedRetryMilliseconds));
    }
}

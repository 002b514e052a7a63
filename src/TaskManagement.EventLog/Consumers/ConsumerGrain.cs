using System.Collections.Immutable;
using Orleans.Streams;
using Orleans.Streams.Core;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Consumers;

/// <summary>
/// A consumer of one partition, as a grain. The stream delivers to a buffer and wakes the pump; the pump interleaves
/// with deliveries, so that the stream never waits for a database. Concrete classes bear
/// <c>[ImplicitStreamSubscription(EventStreams.Namespace)]</c> and a grain type, and nothing else.
/// </summary>
public abstract class ConsumerGrain : Grain, IConsumerGrain, IStreamSubscriptionObserver, IAsyncObserver<EventBatch>
{
    private readonly string _consumer;
    private readonly string? _category;
    private readonly ConsumerRuntime _runtime;
    private readonly TimeSpan _idle;
    private readonly TimeSpan _pace;
    private ConsumerPump? _pump;
    private IGrainTimer? _timer;
    private IDisposable? _watch;
    private bool _stepping;
    private bool _putOff;

    private protected ConsumerGrain(string consumer, string? category, ConsumerRuntime runtime)
    {
        _consumer = consumer;
        _category = category;
        _runtime = runtime;
        _idle = TimeSpan.FromMilliseconds(runtime.Bounds.IdleMilliseconds);
        _pace = TimeSpan.FromMilliseconds(runtime.Bounds.PaceMilliseconds);
    }

    private ConsumerPump Pump => _pump ?? throw new InvalidOperationException($"{_consumer} is not active.");

    private IGrainTimer Timer => _timer ?? throw new InvalidOperationException($"{_consumer} is not active.");

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _pump = new ConsumerPump(_consumer, _category, (int)this.GetPrimaryKeyLong(), _runtime, ApplyAsync);
        _watch = _runtime.Telemetry.Watch(_pump);
        _timer = this.RegisterGrainTimer(
            TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, _idle) { Interleave = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _watch?.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<EventBatch>().ResumeAsync(this);

    /// <summary>Buffers and wakes; a stream that had to wait here would hold up all consumers of its queue.</summary>
    public Task OnNextAsync(EventBatch item, StreamSequenceToken? token = null)
    {
        Pump.Offer(item);
        // A step that runs looks at the buffer when it ends; one that is put off comes by itself.
        if (!_stepping && !_putOff)
            Timer.Change(TimeSpan.Zero, _idle);
        return Task.CompletedTask;
    }

    /// <summary>The stream lost something; the next item or heartbeat tells, and the log has it.</summary>
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ConsumerStatus> Status() => Task.FromResult(Pump.Status);

    private protected abstract Task<ImmutableArray<Statement>> ApplyAsync(RecordedEvent recorded);

    /// <summary>
    /// One step, then the timer is set for the next. No wake-up is lost: turns never run in parallel, so a delivery
    /// comes either before a step looks at the buffer, or while the step waits and is seen by the one that follows,
    /// or after, and then sets the timer itself. Interleaving ticks may overlap, of which the second does nothing. And
    /// each step is a tick of its own, because an activation only ends between ticks.
    /// </summary>
    private async Task TickAsync(CancellationToken stop)
    {
        if (_stepping || stop.IsCancellationRequested)
            return;
        _stepping = true;
        try
        {
            Schedule(await Pump.StepAsync());
        }
        finally
        {
            _stepping = false;
        }
    }

    private void Schedule(PumpStep step)
    {
        _putOff = step is PumpStep.Held or PumpStep.Done;
        switch (step)
        {
            case PumpStep.UpToDate:
                break;
            case PumpStep.Done done:
                Timer.Change(done.IsBehind ? TimeSpan.Zero : _pace, _idle);
                break;
            case PumpStep.Held held:
                Timer.Change(held.Pause, _idle);
                break;
            case PumpStep.Fenced:
                DeactivateOnIdle();
                break;
            default:
                throw new InvalidOperationException($"The pump of {_consumer} answered {step.GetType().Name}.");
        }
    }
}

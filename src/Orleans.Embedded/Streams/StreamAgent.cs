using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Catalog;
using Orleans.Embedded.Scheduling;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>
/// Empties one queue. Its turns, like an activation's, never overlap, so its state needs no locks. Messages of
/// different subscriptions are delivered side by side, those of one subscription one after the other.
/// </summary>
internal sealed class StreamAgent : TurnScheduler, IAsyncDisposable
{
    /// <summary>
    /// Deliveries that may wait in an agent. Beyond, messages stay in the queue: a consumer that is too slow stops its
    /// queue, and in the end the producers, instead of filling the memory.
    /// </summary>
    public const int WaitingMax = 1_024;

    private static readonly TimeSpan BackoffMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(30);

    private readonly string _provider;
    private readonly Silo _silo;
    private readonly StreamQueue _queue;
    private readonly IStreamTransit _transit;
    private readonly StreamPullingAgentOptions _options;
    private readonly GrainClass[] _classes;
    private readonly Dictionary<(StreamId Stream, GrainType Type), Queue<StreamMessage>> _undelivered = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private int _waitingCount;

    public StreamAgent(string provider, Silo silo, StreamQueue queue, StreamPullingAgentOptions options)
        : base(silo.Work)
    {
        _provider = provider;
        _silo = silo;
        _queue = queue;
        _transit = silo.Services.GetRequiredService<IStreamTransit>();
        _options = options;
        _classes = [.. silo.Catalog.Classes.Where(c => c.Subscriptions.Count > 0)];
        var period = options.GetQueueMsgsTimerPeriod;
        _timer = silo.Clock.CreateTimer(static self => ((StreamAgent)self!).OnDue(), this, period, period);
    }

    /// <summary>It takes and delivers nothing any more, and could not even say so.</summary>
    public bool IsDead => _silo.IsGone;

    protected override IGrainContext? TurnContext => null;

    protected override bool IsHalted => _silo.IsKilled;

    /// <summary>Each silo reads its share of the queues.</summary>
    private bool IsMine => _silo.Cluster.Hosts is { Length: > 0 } silos && silos[_queue.Number % silos.Length] == _silo;

    /// <summary>Returns once the queue can be read by others.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        if (_silo.IsKilled)
        {
            return;
        }

        _stopping.Cancel();
        Signal();
        await _stopped.Task;
    }

    protected override void OnSignal()
    {
        if (_stopping.IsCancellationRequested)
        {
            _queue.Release(this, _undelivered.Values.SelectMany(waiting => waiting).Distinct());
            _undelivered.Clear();
            _stopped.TrySetResult();
        }
        else if (IsMine)
        {
            Read();
        }
        else if (_waitingCount == 0)
        {
            _queue.Release(this, []);
        }
    }

    private void OnDue()
    {
        if (_queue.HasWorkFor(this, IsMine))
        {
            Signal();
        }
    }

    private void Read()
    {
        foreach (var message in _transit.Pass(_queue, _queue.Take(this, WaitingMax - _waitingCount)))
        {
            foreach (var grainClass in _classes.Where(c => Subscriptions.Takes(c, message.Stream)))
            {
                Add(message, grainClass);
            }
        }
    }

    private void Add(StreamMessage message, GrainClass grainClass)
    {
        _waitingCount++;
        var key = (message.Stream, grainClass.GrainType);
        if (_undelivered.TryGetValue(key, out var waiting))
        {
            waiting.Enqueue(message);
            return;
        }

        _undelivered[key] = waiting = new([message]);
        _ = PumpAsync(key, waiting, grainClass);
    }

    /// <summary>Delivers until nothing waits; the next message starts it again.</summary>
    private async Task PumpAsync(
        (StreamId Stream, GrainType Type) key, Queue<StreamMessage> waiting, GrainClass grainClass)
    {
        try
        {
            var grain = Subscriptions.GrainOf(grainClass, key.Stream);
            var subscription = Subscriptions.IdOf(_provider, key.Stream, grainClass);
            while (waiting.Count > 0)
            {
                var batch = waiting.Take(Math.Max(1, _options.BatchContainerBatchSize)).ToArray();
                await DeliverAsync(grain, subscription, batch);
                Drop(waiting, batch.Length);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // What was not delivered went back to the queue.
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            _silo.Log.LogError(error, "Stream {Stream} has no key that {Class} could have", key.Stream, grainClass);
            Drop(waiting, waiting.Count);
        }
        finally
        {
            _undelivered.Remove(key);
        }
    }

    private void Drop(Queue<StreamMessage> waiting, int count)
    {
        for (var i = 0; i < count; i++)
        {
            waiting.Dequeue();
        }

        var wasFull = _waitingCount > WaitingMax / 2;
        _waitingCount -= count;
        if (wasFull && _waitingCount <= WaitingMax / 2)
        {
            Signal();
        }
    }

    /// <summary>
    /// Tries until it is taken or its time is over; then tells the grain, and the stream goes on behind it.
    /// </summary>
    private async Task DeliverAsync(GrainId grain, GuidId subscription, StreamMessage[] batch)
    {
        var begun = _silo.Clock.GetTimestamp();
        var backoff = BackoffMin;
        while (true)
        {
            var error = await TryAsync(grain, new(_provider, subscription, batch, null), batch[0].Context);
            _stopping.Token.ThrowIfCancellationRequested();
            if (error is null)
            {
                return;
            }

            if (_silo.Clock.GetElapsedTime(begun) >= _options.MaxEventDeliveryTime)
            {
                await GiveUpAsync(grain, subscription, batch, error);
                return;
            }

            await Task.Delay(backoff * (1 + _silo.Chance.Next()), _silo.Clock, _stopping.Token);
            backoff = backoff * 1.5 < BackoffMax ? backoff * 1.5 : BackoffMax;
        }
    }

    private async Task GiveUpAsync(GrainId grain, GuidId subscription, StreamMessage[] batch, Exception error)
    {
        var failure = new StreamEventDeliveryFailureException(
            $"Event {batch[0].Sequence} of stream {batch[0].Stream} was not taken "
            + $"within {_options.MaxEventDeliveryTime}.");
        _silo.Log.LogError(error, "Grain {GrainId} did not take an event of stream {Stream}; it is skipped",
            grain, batch[0].Stream);
        await TryAsync(grain, new(_provider, subscription, batch, failure), null);
    }

    private async Task<Exception?> TryAsync(GrainId grain, DeliveryCall call, ContextProperties? context)
    {
        RequestContext.Current = context;
        try
        {
            var path = _silo.Path;
            path.Send(DeliveryCall.Consumer.Refer(path, grain), call);
            await call.Task;
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}

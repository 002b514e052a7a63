using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Catalog;
using Orleans.Embedded.Scheduling;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>The agents of one stream provider; they work while the silo is active.</summary>
internal sealed class StreamAgents(string provider, Silo silo, StreamQueue[] queues, StreamPullingAgentOptions options)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private StreamAgent[] _agents = [];

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        $"Streams '{provider}'",
        ServiceLifecycleStage.Active,
        _ =>
        {
            _agents = Array.ConvertAll(queues, queue => new StreamAgent(provider, silo, queue, options));
            return Task.CompletedTask;
        },
        _ =>
        {
            Array.ForEach(_agents, agent => agent.Dispose());
            return Task.CompletedTask;
        });
}

/// <summary>
/// Empties one queue. Its turns, like an activation's, never overlap, so its state needs no locks. Messages of
/// different subscriptions are delivered side by side, those of one subscription one after the other.
/// </summary>
internal sealed class StreamAgent : TurnScheduler, IDisposable
{
    private static readonly TimeSpan BackoffMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(30);

    private readonly string _provider;
    private readonly Silo _silo;
    private readonly StreamQueue _queue;
    private readonly StreamPullingAgentOptions _options;
    private readonly GrainClass[] _classes;
    private readonly Dictionary<(StreamId Stream, GrainType Type), Queue<StreamMessage>> _undelivered = [];
    private readonly CancellationTokenSource _stopped = new();
    private readonly ITimer _timer;

    public StreamAgent(string provider, Silo silo, StreamQueue queue, StreamPullingAgentOptions options)
        : base(silo.Work)
    {
        _provider = provider;
        _silo = silo;
        _queue = queue;
        _options = options;
        _classes = [.. silo.Catalog.Classes.Where(c => c.Subscriptions.Length > 0)];
        var period = options.GetQueueMsgsTimerPeriod;
        _timer = silo.Clock.CreateTimer(static self => ((StreamAgent)self!).OnDue(), this, period, period);
    }

    protected override IGrainContext? TurnContext => null;

    public void Dispose()
    {
        _timer.Dispose();
        _stopped.Cancel();
    }

    protected override void OnSignal()
    {
        foreach (var message in _queue.TakeAll())
        {
            foreach (var grainClass in _classes.Where(c => Subscriptions.Takes(c, message.Stream)))
            {
                Add(message, grainClass);
            }
        }
    }

    private void OnDue()
    {
        if (!_queue.IsEmpty)
        {
            Signal();
        }
    }

    private void Add(StreamMessage message, GrainClass grainClass)
    {
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
                for (var i = 0; i < batch.Length; i++)
                {
                    waiting.Dequeue();
                }
            }
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // What memory streams hold is lost when they stop.
        }
        catch (FormatException error)
        {
            _silo.Log.LogError(error, "Stream {Stream} has no key that {Class} could have", key.Stream, grainClass);
        }
        finally
        {
            _undelivered.Remove(key);
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
            if (error is null)
            {
                return;
            }

            _stopped.Token.ThrowIfCancellationRequested();
            if (_silo.Clock.GetElapsedTime(begun) >= _options.MaxEventDeliveryTime)
            {
                await GiveUpAsync(grain, subscription, batch, error);
                return;
            }

            await Task.Delay(backoff * (1 + _silo.Chance.Next()), _silo.Clock, _stopped.Token);
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
            var path = _silo.References.Path;
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

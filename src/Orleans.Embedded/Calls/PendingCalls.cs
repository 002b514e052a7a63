namespace Orleans.Embedded.Calls;

/// <summary>
/// The calls that wait for an answer. Looked through once a second for those whose time is over, as Orleans does, so a
/// call needs no timer of its own.
/// </summary>
internal sealed class PendingCalls : IDisposable
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, 8).Select(_ => new Stripe())];
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;

    public PendingCalls(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(static self => ((PendingCalls)self!).Sweep(), this, SweepPeriod, SweepPeriod);
    }

    public void Add(GrainCall call)
    {
        var timeout = call.Timeout;
        call.Deadline = timeout == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : _clock.GetTimestamp() + (long)(timeout.TotalSeconds * _clock.TimestampFrequency);
        StripeOf(call).Add(call);
    }

    public void Remove(GrainCall call) => StripeOf(call).Remove(call);

    /// <summary>Ends the calls for which the condition holds.</summary>
    public void RejectAll(Func<GrainCall, bool> condition, Exception reason)
    {
        foreach (var call in _stripes.SelectMany(stripe => stripe.Where(static (c, holds) => holds(c), condition)))
        {
            call.GiveUp(reason);
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>By the called grain: a thread's id would order calls differently in every run.</summary>
    private Stripe StripeOf(GrainCall call) => _stripes[(uint)call.Target.GetHashCode() % (uint)_stripes.Length];

    private void Sweep()
    {
        var now = _clock.GetTimestamp();
        foreach (var call in _stripes.SelectMany(stripe => stripe.Where(static (c, n) => c.Deadline <= n, now)))
        {
            call.TimeOut();
        }
    }

    /// <summary>A list per group of grains, so that callers seldom wait for each other.</summary>
    private sealed class Stripe
    {
        private readonly Lock _gate = new();
        private GrainCall? _first;

        public void Add(GrainCall call)
        {
            lock (_gate)
            {
                call.Next = _first;
                if (_first is not null)
                {
                    _first.Previous = call;
                }

                _first = call;
            }
        }

        public void Remove(GrainCall call)
        {
            lock (_gate)
            {
                if (call.Previous is not null)
                {
                    call.Previous.Next = call.Next;
                }
                else if (_first == call)
                {
                    _first = call.Next;
                }

                if (call.Next is not null)
                {
                    call.Next.Previous = call.Previous;
                }

                call.Next = call.Previous = null;
            }
        }

        public List<GrainCall> Where<TArg>(Func<GrainCall, TArg, bool> condition, TArg argument)
        {
            var found = new List<GrainCall>();
            lock (_gate)
            {
                for (var call = _first; call is not null; call = call.Next)
                {
                    if (condition(call, argument))
                    {
                        found.Add(call);
                    }
                }
            }

            return found;
        }
    }
}

using Orleans.Embedded.Scheduling;

namespace Orleans.Embedded.Calls;

/// <summary>
/// The calls that wait for an answer. Looked through once a second for those whose time is over, as Orleans does, so a
/// call needs no timer of its own.
/// </summary>
internal sealed class PendingCalls(TimeProvider clock, IWorkScheduler work) : IDisposable
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, 8).Select(_ => new Stripe())];
    private ITimer? _timer;

    public IWorkScheduler Work => work;

    public void Start() =>
        _timer = clock.CreateTimer(static self => ((PendingCalls)self!).Sweep(), this, SweepPeriod, SweepPeriod);

    public void Add(GrainCall call, TimeSpan timeout)
    {
        call.Timeout = timeout;
        call.Deadline = timeout == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : clock.GetTimestamp() + (long)(timeout.TotalSeconds * clock.TimestampFrequency);
        call.Pending = this;
        call.Stripe = Environment.CurrentManagedThreadId % _stripes.Length;
        _stripes[call.Stripe].Add(call);
    }

    public void Remove(GrainCall call) => _stripes[call.Stripe].Remove(call);

    /// <summary>Ends every call with that reason.</summary>
    public void RejectAll(Exception reason)
    {
        foreach (var call in _stripes.SelectMany(stripe => stripe.Where(static (_, _) => true, 0)))
        {
            call.Reject(reason);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Sweep()
    {
        var now = clock.GetTimestamp();
        foreach (var call in _stripes.SelectMany(stripe => stripe.Where(static (c, n) => c.Deadline <= n, now)))
        {
            call.TimeOut();
        }
    }

    /// <summary>A list per group of threads, so that callers seldom wait for each other.</summary>
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

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Scheduling;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded.Calls;

/// <summary>Something that wants to run in an activation: a call, a timer's tick, a delivery of a stream.</summary>
internal abstract class GrainRequest
{
    /// <summary>The next in the queue of its activation.</summary>
    public GrainRequest? NextWaiting { get; set; }

    public GrainId Target { get; set; }

    public ContextProperties? Context { get; set; }

    public virtual bool AlwaysInterleave => false;

    public virtual bool ReadOnly => false;

    /// <summary>Bound to one activation: never goes on to the next, and may run while it is deactivating.</summary>
    public virtual bool IsLocalOnly => false;

    /// <summary>Whether it counts as activity against idle collection.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Answered, timed out or cancelled: nobody waits for it any more, so it need not run.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Whether it may start beside others on a class that is not reentrant.</summary>
    public bool MayOvertake => AlwaysInterleave || ReadOnly || Context is { } c && c.ReentrancyId != Guid.Empty;

    /// <summary>Runs in a turn of the activation; never throws.</summary>
    public abstract ValueTask ExecuteAsync(Activation activation);

    /// <summary>It will not run.</summary>
    public abstract void Reject(Exception reason);
}

/// <summary>A call of an interface method.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing to release.")]
internal abstract class GrainCall(GrainMethod method, object?[]? arguments) : GrainRequest, IInvokable
{
    private int _answered;
    private CancellationTokenRegistration _registration;
    private CancellationTokenSource? _calleeSource;
    private IWorkScheduler? _calleeWork;
    private object? _target;

    /// <summary>Links and place in the list of calls that wait for an answer.</summary>
    public GrainCall? Previous { get; set; }

    public GrainCall? Next { get; set; }

    public int Stripe { get; set; }

    public GrainMethod Method => method;

    public object?[]? Arguments => arguments;

    /// <summary>The calling activation, if it is one.</summary>
    public IGrainContext? Source { get; set; }

    /// <summary>Whether its answer goes over a wire, where not every exception survives.</summary>
    public bool FromOutside { get; set; }

    /// <summary>By the clock's timestamps; when the caller gives up.</summary>
    public long Deadline { get; set; }

    public TimeSpan Timeout { get; set; }

    public PendingCalls? Pending { get; set; }

    public bool CancelOnTimeout { get; set; }

    public override bool AlwaysInterleave => Method.AlwaysInterleave;

    public override bool ReadOnly => Method.ReadOnly;

    public override bool IsAbandoned => Volatile.Read(ref _answered) != 0 && !Method.OneWay;

    public object? GetTarget() => _target;

    public int GetArgumentCount() => arguments?.Length ?? 0;

    public object? GetArgument(int index) => arguments![index];

    public void SetArgument(int index, object? value) => arguments![index] = value;

    public string GetMethodName() => Method.Method.Name;

    public string GetInterfaceName() => Method.Interface.Name.ToString();

    public MethodInfo GetMethod() => Method.Method;

    public Type GetInterfaceType() => Method.Interface.Type;

    public override string ToString() => $"{Target}.{Method.Method.Name}";

    /// <summary>Gives the callee a token of its own, which follows the caller's from its next turn on.</summary>
    public void LinkCancellation(int index, IWorkScheduler work, CancellationToken token)
    {
        if (!token.CanBeCanceled && !CancelOnTimeout)
        {
            return;
        }

        _calleeSource = new();
        _calleeWork = work;
        arguments![index] = _calleeSource.Token;
        _registration = token.UnsafeRegister(
            static (self, t) => ((GrainCall)self!).Abandon(new OperationCanceledException(t), cancelCallee: true),
            this);
    }

    public void TimeOut() => Abandon(
        new TimeoutException($"No response within {Timeout} from {this}; it may still run."), CancelOnTimeout);

    public override void Reject(Exception reason) => Answer(reason);

    protected void Answer(Exception error)
    {
        if (TryTakeAnswer())
        {
            SetError(FromOutside ? ExceptionWire.Carry(error) : error);
        }
    }

    protected bool TryTakeAnswer()
    {
        if (Interlocked.Exchange(ref _answered, 1) != 0)
        {
            return false;
        }

        _registration.Unregister();
        Pending?.Remove(this);
        return true;
    }

    protected abstract void SetError(Exception error);

    protected void Arrive(object target) => _target = target;

    private void Abandon(Exception reason, bool cancelCallee)
    {
        Answer(reason);
        if (cancelCallee && _calleeSource is { } source)
        {
            // Call-backs of the callee's token must not run on the thread that cancelled the caller's.
            _calleeWork!.Cancel(source);
        }
    }
}

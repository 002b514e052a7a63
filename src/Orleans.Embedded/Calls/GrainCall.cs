using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Serialization;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded.Calls;

/// <summary>A call of an interface method.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing to release.")]
internal abstract class GrainCall(GrainMethod method, object?[]? arguments)
    : GrainRequest, IInvokable, IThreadPoolWorkItem
{
    private int _answered;
    private CancellationTokenRegistration _registration;
    private CancellationTokenSource? _calleeSource;
    private object? _target;

    /// <summary>Links and place in the list of calls that wait for an answer.</summary>
    public GrainCall? Previous { get; set; }

    public GrainCall? Next { get; set; }

    public GrainMethod Method => method;

    public object?[]? Arguments => arguments;

    /// <summary>The calling activation, if it is one.</summary>
    public IGrainContext? Source { get; set; }

    /// <summary>The way by which it came, and its answer goes back.</summary>
    public CallPath Path { get; set; } = null!;

    /// <summary>The place to which it was sent, where its arguments are.</summary>
    public CallPath? At { get; private set; }

    /// <summary>While it is on the wire: who receives it.</summary>
    public IRequestTarget? Destination { get; set; }

    /// <summary>By the clock's timestamps; when the caller gives up.</summary>
    public long Deadline { get; set; }

    public TimeSpan Timeout => Method.ResponseTimeout ?? Path.Options.ResponseTimeout;

    public override bool AlwaysInterleave => Method.AlwaysInterleave;

    public override bool ReadOnly => Method.ReadOnly;

    public override bool IsAbandoned => Volatile.Read(ref _answered) != 0 && !Method.OneWay;

    public CancellationToken CancellationOfCaller => Method.CancellationIndex < 0
        ? CancellationToken.None
        : (CancellationToken)arguments![Method.CancellationIndex]!;

    public object? GetTarget() => _target;

    public int GetArgumentCount() => arguments?.Length ?? 0;

    public object? GetArgument(int index) => arguments![index];

    public void SetArgument(int index, object? value) => arguments![index] = value;

    public string GetMethodName() => Method.Method.Name;

    public string GetInterfaceName() => Method.Interface.Name.ToString();

    public MethodInfo GetMethod() => Method.Method;

    public Type GetInterfaceType() => Method.Interface.Type;

    public override string ToString() => $"{Target}.{Method.Method.Name}";

    /// <summary>Its values become values of that place.</summary>
    public void CopyTo(CallPath place, ContextProperties? context)
    {
        var copying = CopyContext.Rent((At ?? Path).WireTo(place));
        Method.CopyArguments(arguments, copying);
        Context = context?.CopyWith(copying);
        copying.Return();
        At = place;
    }

    public override void GoTo(IRequestTarget target)
    {
        if (target.Path != At)
        {
            try
            {
                CopyTo(target.Path, Context);
            }
            catch (Exception error)
            {
                Reject(error);
                return;
            }
        }

        base.GoTo(target);
    }

    /// <summary>Arrives from the wire.</summary>
    void IThreadPoolWorkItem.Execute() => Destination!.Receive(this);

    /// <summary>Gives the callee a token of its own, which follows the caller's from its next turn on.</summary>
    public void LinkCancellation(CancellationToken token)
    {
        if (Method.CancellationIndex < 0 || (!token.CanBeCanceled && !Path.Options.CancelRequestOnTimeout))
        {
            return;
        }

        _calleeSource = new();
        arguments![Method.CancellationIndex] = _calleeSource.Token;
        _registration = token.UnsafeRegister(
            static (self, t) => ((GrainCall)self!).Abandon(new OperationCanceledException(t), cancelCallee: true),
            this);
    }

    public void TimeOut() => Abandon(
        new TimeoutException($"No response within {Timeout} from {this}; it may still run."),
        Path.Options.CancelRequestOnTimeout);

    /// <summary>The caller's side ends it.</summary>
    public void GiveUp(Exception reason)
    {
        if (TryTakeAnswer())
        {
            SetError(reason);
        }
    }

    /// <summary>The callee's side fails: the same instance within a silo; a wire carries only what it knows.</summary>
    public override void Reject(Exception reason)
    {
        if (!TryTakeAnswer())
        {
            return;
        }

        var copying = CopyContext.Rent(At!.WireTo(Path));
        try
        {
            reason = copying.Copy(reason);
        }
        catch (Exception notCarried)
        {
            reason = notCarried;
        }

        copying.Return();
        SetError(reason);
    }

    protected bool TryTakeAnswer()
    {
        if (Interlocked.Exchange(ref _answered, 1) != 0)
        {
            return false;
        }

        _registration.Unregister();
        Path.Pending.Remove(this);
        return true;
    }

    protected abstract void SetError(Exception error);

    protected void Arrive(object target) => _target = target;

    private void Abandon(Exception reason, bool cancelCallee)
    {
        GiveUp(reason);
        if (cancelCallee && _calleeSource is { } source)
        {
            // Call-backs of the callee's token must not run on the thread that cancelled the caller's.
            Path.Work.Cancel(source);
        }
    }
}

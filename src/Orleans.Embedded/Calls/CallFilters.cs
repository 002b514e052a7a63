using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Diagnostics;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded.Calls;

/// <summary>The filters of one silo or client, in the order in which they were registered.</summary>
internal sealed class CallFilters(
    IEnumerable<IIncomingGrainCallFilter> incoming, IEnumerable<IOutgoingGrainCallFilter> outgoing,
    IGrainCallStopwatch? stopwatch = null)
{
    private readonly IIncomingGrainCallFilter[] _incoming = [.. incoming];
    private readonly IOutgoingGrainCallFilter[] _outgoing = [.. outgoing];

    public IGrainCallStopwatch? Stopwatch => stopwatch;

    /// <summary>Where they only take traces along, calls without one are spared the way through them.</summary>
    public bool HasOutgoing => _outgoing is [ActivityPropagation] ? ActivityPropagation.MaySend : _outgoing.Length > 0;

    /// <summary>A grain may filter the calls to itself.</summary>
    public bool HasIncoming(object grain) => grain is IIncomingGrainCallFilter
        || (_incoming is [ActivityPropagation] ? ActivityPropagation.MayReceive : _incoming.Length > 0);

    public ValueTask<T> InvokeIncoming<T>(GrainCall<T> call, Callee callee)
    {
        var grain = callee.GrainInstance!;
        IIncomingGrainCallFilter[] filters = grain is IIncomingGrainCallFilter own ? [.. _incoming, own] : _incoming;
        return new IncomingCall<T>(call, callee, filters).RunAsync();
    }

    public async Task<T> InvokeOutgoing<T>(GrainProxy proxy, CallPath path, GrainMethod<T> method, object?[]? arguments)
    {
        var call = new TaskCall<T>(method, arguments) { Target = proxy.GrainId };
        return await new OutgoingCall<T>(call, proxy, path, _outgoing).RunAsync();
    }
}

/// <summary>A call on its way through filters.</summary>
/// <param name="keepsErrors">
/// Whether an exception that a filter swallows without setting a result still is the answer.
/// </param>
internal abstract class FilteredCall<T>(GrainCall<T> call, int filterCount, bool keepsErrors) : IGrainCallContext
{
    private int _next;
    private bool _isAnswered;
    private T? _result;
    private ExceptionDispatchInfo? _error;

    public IInvokable Request => call;

    public abstract object Grain { get; }

    public GrainId? SourceId => SourceContext?.GrainId;

    public abstract IGrainContext? SourceContext { get; }

    public GrainId TargetId => call.Target;

    public GrainInterfaceType InterfaceType => call.Method.Interface.Name;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.GetMethod();

    public object? Result
    {
        get => typeof(T) == typeof(Nothing) ? null : _result;
        set => Answer(typeof(T) == typeof(Nothing) ? default : (T?)value);
    }

    protected GrainCall<T> Call => call;

    /// <summary>A filter may go on more than once, to try again: each time the rest of the way is gone.</summary>
    public async Task Invoke()
    {
        var place = _next++;
        try
        {
            await (place < filterCount ? InvokeFilter(place) : InvokeCallAsync(place));
        }
        finally
        {
            _next--;
        }

        if (!_isAnswered)
        {
            throw new InvalidOperationException(
                $"Call {call} met a broken filter: it neither went on with the call nor set its result.");
        }
    }

    public async ValueTask<T> RunAsync()
    {
        await Invoke();
        _error?.Throw();
        return _result!;
    }

    protected abstract Task InvokeFilter(int index);

    protected abstract ValueTask<T> InvokeCallAsync();

    private void Answer(T? result) => (_isAnswered, _result, _error) = (true, result, null);

    private async Task InvokeCallAsync(int place)
    {
        if (place > filterCount)
        {
            throw new InvalidOperationException($"A filter went on with {call} again before that had ended.");
        }

        try
        {
            Answer(await InvokeCallAsync());
        }
        catch (Exception error) when (keepsErrors)
        {
            (_isAnswered, _error) = (true, ExceptionDispatchInfo.Capture(error));
            throw;
        }
    }
}

internal sealed class IncomingCall<T>(GrainCall<T> call, Callee callee, IIncomingGrainCallFilter[] filters)
    : FilteredCall<T>(call, filters.Length, keepsErrors: true), IIncomingGrainCallContext
{
    public override object Grain => callee.GrainInstance!;

    public override IGrainContext? SourceContext => Call.Source;

    public IGrainContext TargetContext => (IGrainContext)callee;

    public MethodInfo ImplementationMethod
    {
        get
        {
            if (!InterfaceMethod.DeclaringType!.IsInstanceOfType(Grain))
            {
                return InterfaceMethod;
            }

            var map = Grain.GetType().GetInterfaceMap(InterfaceMethod.DeclaringType);
            var index = Array.FindIndex(map.InterfaceMethods, m => m.MetadataToken == InterfaceMethod.MetadataToken);
            return map.TargetMethods[index];
        }
    }

    protected override Task InvokeFilter(int index) => filters[index].Invoke(this);

    protected override ValueTask<T> InvokeCallAsync() => Call.InvokeAsync(callee);
}

internal sealed class OutgoingCall<T>(
    GrainCall<T> call, GrainProxy proxy, CallPath path, IOutgoingGrainCallFilter[] filters)
    : FilteredCall<T>(call, filters.Length, keepsErrors: false), IOutgoingGrainCallContext
{
    public override object Grain => proxy;

    public override IGrainContext? SourceContext { get; } = RuntimeContext.Current;

    protected override Task InvokeFilter(int index) => filters[index].Invoke(this);

    /// <summary>A call is sent once, and its arguments become copies; so what the filters see is kept back.</summary>
    protected override async ValueTask<T> InvokeCallAsync()
    {
        var sent = new TaskCall<T>(Call.Method, Call.Arguments is { } arguments ? [.. arguments] : null);
        path.Send(proxy, sent);
        return sent.Method.OneWay ? default! : await sent.Task;
    }
}

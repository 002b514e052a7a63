using System.Reflection;
using Orleans.Embedded.Activations;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded.Calls;

/// <summary>The filters of one silo or client, in the order in which they were registered.</summary>
internal sealed class CallFilters(
    IEnumerable<IIncomingGrainCallFilter> incoming, IEnumerable<IOutgoingGrainCallFilter> outgoing)
{
    private readonly IIncomingGrainCallFilter[] _incoming = [.. incoming];
    private readonly IOutgoingGrainCallFilter[] _outgoing = [.. outgoing];

    public bool HasOutgoing => _outgoing.Length > 0;

    /// <summary>A grain may filter the calls to itself.</summary>
    public bool HasIncoming(object grain) => _incoming.Length > 0 || grain is IIncomingGrainCallFilter;

    public ValueTask<T> InvokeIncoming<T>(GrainCall<T> call, Activation activation)
    {
        var grain = activation.GrainInstance!;
        IIncomingGrainCallFilter[] filters = grain is IIncomingGrainCallFilter own ? [.. _incoming, own] : _incoming;
        return new IncomingCall<T>(call, activation, filters).RunAsync();
    }

    public async Task<T> InvokeOutgoing<T>(GrainProxy proxy, CallPath path, GrainMethod<T> method, object?[]? arguments)
    {
        var call = new TaskCall<T>(method, arguments) { Target = proxy.GrainId };
        return await new OutgoingCall<T>(call, proxy, path, _outgoing).RunAsync();
    }
}

/// <summary>A call on its way through filters.</summary>
internal abstract class FilteredCall<T>(GrainCall<T> call) : IGrainCallContext
{
    private int _next;
    private bool _hasResult;
    private T? _result;

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
        set
        {
            _result = value is T result ? result : default;
            _hasResult = true;
        }
    }

    protected GrainCall<T> Call => call;

    protected abstract int FilterCount { get; }

    public async Task Invoke()
    {
        if (_next < FilterCount)
        {
            await InvokeFilter(_next++);
            return;
        }

        _result = await InvokeCallAsync();
        _hasResult = true;
    }

    public async ValueTask<T> RunAsync()
    {
        await Invoke();
        return _hasResult ? _result! : throw new InvalidOperationException(
            $"Call {call} met a broken filter: it neither went on with the call nor set its result.");
    }

    protected abstract Task InvokeFilter(int index);

    protected abstract ValueTask<T> InvokeCallAsync();
}

internal sealed class IncomingCall<T>(GrainCall<T> call, Activation activation, IIncomingGrainCallFilter[] filters)
    : FilteredCall<T>(call), IIncomingGrainCallContext
{
    public override object Grain => activation.GrainInstance!;

    public override IGrainContext? SourceContext => Call.Source;

    public IGrainContext TargetContext => activation;

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

    protected override int FilterCount => filters.Length;

    protected override Task InvokeFilter(int index) => filters[index].Invoke(this);

    protected override ValueTask<T> InvokeCallAsync() => Call.InvokeAsync(activation);
}

internal sealed class OutgoingCall<T>(
    TaskCall<T> call, GrainProxy proxy, CallPath path, IOutgoingGrainCallFilter[] filters)
    : FilteredCall<T>(call), IOutgoingGrainCallContext
{
    public override object Grain => proxy;

    public override IGrainContext? SourceContext { get; } = RuntimeContext.Current;

    protected override int FilterCount => filters.Length;

    protected override Task InvokeFilter(int index) => filters[index].Invoke(this);

    protected override async ValueTask<T> InvokeCallAsync()
    {
        path.Send(proxy, call);
        return call.Method.OneWay ? default! : await call.Task;
    }
}

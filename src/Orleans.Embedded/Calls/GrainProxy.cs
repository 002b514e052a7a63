using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>What compiled proxies derive from: they only box their arguments and say which method it is.</summary>
internal abstract class GrainProxy(GrainInterface grainInterface, CallPath path, GrainId grainId)
    : GrainReference(grainId)
{
    private IRequestTarget? _lastTarget;

    public override GrainInterfaceType InterfaceType => grainInterface.Name;

    /// <summary>Where the last call went, so that the next one needs no look-up.</summary>
    public IRequestTarget? LastTarget
    {
        get => _lastTarget is { IsGone: false } target ? target : null;
        set => _lastTarget = value;
    }

    internal override object CastTo(Type interfaceType) => interfaceType.IsInstanceOfType(this)
        ? this
        : GrainInterface.Of(interfaceType).Refer(path, GrainId);

    internal override GrainReference From(CallPath there) =>
        there == path ? this : grainInterface.Refer(there, GrainId);

    protected void CallOneWay(int method, object?[]? arguments, Type[]? types) =>
        _ = CallTaskOf<Nothing>(method, arguments, types);

    protected Task CallTask(int method, object?[]? arguments, Type[]? types) =>
        CallTaskOf<Nothing>(method, arguments, types);

    protected Task<T> CallTaskOf<T>(int method, object?[]? arguments, Type[]? types)
    {
        var called = (GrainMethod<T>)grainInterface.Method(method, types);
        if (path.Filters.HasOutgoing)
        {
            return path.Filters.InvokeOutgoing(this, path, called, arguments);
        }

        var call = new TaskCall<T>(called, arguments);
        path.Send(this, call);
        return called.OneWay ? Task.FromResult(default(T)!) : call.Task;
    }

    protected ValueTask CallValueTask(int method, object?[]? arguments, Type[]? types)
    {
        if (path.Filters.HasOutgoing)
        {
            return new(CallTask(method, arguments, types));
        }

        var call = Send<Nothing>(method, arguments, types);
        return call.Method.OneWay ? default : call.Untyped;
    }

    protected ValueTask<T> CallValueTaskOf<T>(int method, object?[]? arguments, Type[]? types)
    {
        if (path.Filters.HasOutgoing)
        {
            return new(CallTaskOf<T>(method, arguments, types));
        }

        var call = Send<T>(method, arguments, types);
        return call.Method.OneWay ? default : call.Typed;
    }

    private ValueTaskCall<T> Send<T>(int method, object?[]? arguments, Type[]? types)
    {
        var call = new ValueTaskCall<T>((GrainMethod<T>)grainInterface.Method(method, types), arguments);
        path.Send(this, call);
        return call;
    }
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Persistence;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Orleans.Streams;

namespace Orleans.Embedded.Catalog;

/// <summary>A grain class with everything that its attributes say.</summary>
internal sealed class GrainClass
{
    private readonly bool _reentrant;
    private readonly Func<object?, IInvokable, bool>? _mayInterleave;
    private readonly Lazy<GrainConstructor> _constructor;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? GrainType.Create(DefaultNameOf(type));
        _reentrant = type.IsDefined(typeof(ReentrantAttribute));
        _mayInterleave = type.GetCustomAttribute<MayInterleaveAttribute>() is { } may ? PredicateOf(type, may) : null;
        StatelessWorkersMax = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        PrefersLocal = type.IsDefined(typeof(PreferLocalPlacementAttribute));
        AgeLimit = type.IsDefined(typeof(KeepAliveAttribute))
            ? TimeSpan.MaxValue
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;
        Subscriptions = [.. type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>().Select(a => a.Namespace)];
        _constructor = new(() => new(type));
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    /// <summary>0 for grains with an identity.</summary>
    public int StatelessWorkersMax { get; }

    /// <summary>Whether its activations are made in the silo of their first caller.</summary>
    public bool PrefersLocal { get; }

    /// <summary>Null for the silo's default.</summary>
    public TimeSpan? AgeLimit { get; }

    /// <summary>Which stream namespaces it takes.</summary>
    public HashSet<string> Subscriptions { get; }

    /// <summary>Whether any of its requests might run beside another because the class says so.</summary>
    public bool MayInterleave => _reentrant || _mayInterleave is not null;

    public IEnumerable<Type> Interfaces => Type.GetInterfaces().Where(GrainCatalog.IsGrainInterface);

    public object Create(Activation activation)
    {
        try
        {
            return _constructor.Value.Create(activation);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Failed to create an instance of grain type '{Type}'.", error);
        }
    }

    /// <summary>Whether the class lets an arriving request in beside the one that runs.</summary>
    public bool CanInterleave(object grain, IInvokable? arriving, IInvokable? running) => _reentrant
        || (_mayInterleave is { } may && ((arriving is not null && may(grain, arriving))
            || (running is not null && may(grain, running))));

    public override string ToString() => TypeNames.Of(Type);

    private static string DefaultNameOf(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
    }

    private static Func<object?, IInvokable, bool> PredicateOf(Type type, MayInterleaveAttribute attribute)
    {
        const BindingFlags Public =
            BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy;
        var method = type.GetMethod(attribute.CallbackMethodName, Public, [typeof(IInvokable)]);
        if (method?.ReturnType != typeof(bool))
        {
            throw new InvalidOperationException($"[MayInterleave] of {TypeNames.Of(type)} names "
                + $"{attribute.CallbackMethodName}, which is no public method bool(IInvokable).");
        }

        return (grain, request) => (bool)method.Invoke(method.IsStatic ? null : grain, [request])!;
    }
}

/// <summary>Makes grain objects: states from their stores, everything else from the activation's services.</summary>
internal sealed class GrainConstructor
{
    private readonly ObjectFactory _factory;
    private readonly (Type State, PersistentStateAttribute Names)[] _states;

    public GrainConstructor(Type type)
    {
        var constructor = type.GetConstructors()
            .OrderByDescending(c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            .ThenByDescending(c => c.GetParameters().Length)
            .FirstOrDefault() ?? throw new InvalidOperationException($"{type} has no public constructor.");
        var states = constructor.GetParameters()
            .Where(p => p.IsDefined(typeof(PersistentStateAttribute)))
            .ToArray();
        _states = Array.ConvertAll(states, p => (p.ParameterType.GetGenericArguments()[0], NamesOf(p)));
        _factory = ActivatorUtilities.CreateFactory(type, Array.ConvertAll(states, p => p.ParameterType));
    }

    public object Create(Activation activation) => _factory(
        activation.ActivationServices,
        Array.ConvertAll(_states, s => PersistentStates.Create(activation, s.State, s.Names)));

    private static PersistentStateAttribute NamesOf(ParameterInfo parameter)
    {
        var names = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        return string.IsNullOrEmpty(names.StateName)
            ? new PersistentStateAttribute(parameter.Name!, names.StorageName)
            : names;
    }
}

using System.Reflection;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Management;
using Orleans.Runtime;

namespace Orleans.Embedded.Catalog;

/// <summary>Which grain classes there are, and which of them serves an interface.</summary>
internal sealed class GrainCatalog
{
    private static readonly Lock LastGate = new();
    private static (IReadOnlyList<Assembly> Parts, GrainCatalog? Catalog) _last;

    private static readonly Type[] OwnTypes = [typeof(IManagementGrain), typeof(ManagementGrain)];

    private readonly Dictionary<GrainType, GrainClass> _classes = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];
    private readonly Dictionary<GrainInterfaceType, Type> _interfaces = [];

    public GrainCatalog(IEnumerable<Type> types)
    {
        Types = [.. types];
        foreach (var type in Types.Where(IsGrainInterface))
        {
            Add(_interfaces, GrainInterface.NameOf(type), type);
        }

        foreach (var type in Types.Where(IsGrainClass))
        {
            Add(type);
        }
    }

    /// <summary>All types of the application, grains and others.</summary>
    public IReadOnlyList<Type> Types { get; }

    public IEnumerable<GrainClass> Classes => _classes.Values;

    public IEnumerable<Type> Interfaces => _interfaces.Values;

    /// <summary>
    /// Made anew only if more assemblies were loaded: tests start many silos, and looking through types is slow.
    /// </summary>
    public static GrainCatalog OfApplication()
    {
        var parts = ApplicationParts.Find();
        lock (LastGate)
        {
            if (_last.Catalog is null || !_last.Parts.SequenceEqual(parts))
            {
                _last = (parts, new(parts.SelectMany(ApplicationParts.AccessibleTypes).Concat(OwnTypes)));
            }

            return _last.Catalog;
        }
    }

    public static bool IsGrainInterface(Type type) => type.IsInterface && type.IsAssignableTo(typeof(IAddressable))
        && (type.Assembly != typeof(IAddressable).Assembly || type == typeof(IManagementGrain));

    public GrainClass ClassOf(GrainType grainType) => _classes.TryGetValue(grainType, out var found)
        ? found
        : throw new ArgumentException($"There is no grain class of type '{grainType}'.", nameof(grainType));

    public Type InterfaceOf(GrainInterfaceType name) => _interfaces.TryGetValue(name, out var found)
        ? found
        : throw new ArgumentException($"There is no grain interface '{name}'.", nameof(name));

    /// <summary>The type of the one class that serves the interface.</summary>
    /// <param name="classPrefix">Start of the full name of the class, to choose among several.</param>
    public GrainType GrainTypeOf(Type interfaceType, string? classPrefix = null)
    {
        var classes = _byInterface.GetValueOrDefault(interfaceType) ?? [];
        if (classPrefix is not null)
        {
            classes = [.. classes.Where(c => c.Type.FullName!.StartsWith(classPrefix, StringComparison.Ordinal))];
        }

        if (classes.Count > 1 && classes.Find(c => c.Type.Name == interfaceType.Name[1..]) is { } namesake)
        {
            return namesake.GrainType;
        }

        return classes.Count switch
        {
            1 => classes[0].GrainType,
            0 => throw new ArgumentException(
                $"No grain class serves interface {TypeNames.Of(interfaceType)}.", nameof(interfaceType)),
            _ => throw new ArgumentException(
                $"Several grain classes serve interface {TypeNames.Of(interfaceType)}: {string.Join(", ", classes)}.",
                nameof(interfaceType)),
        };
    }

    private static bool IsGrainClass(Type type) => type is { IsClass: true, IsAbstract: false }
        && type.IsAssignableTo(typeof(IGrainBase)) && type.IsAssignableTo(typeof(IAddressable));

    private static void Add<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key, TValue value) where TKey : notnull
    {
        if (!all.TryAdd(key, value))
        {
            throw new InvalidOperationException(
                $"An entry with the key {key} is already present: {value} and {all[key]}. "
                + "Give one of them another [GrainType] or [Alias].");
        }
    }

    private void Add(Type type)
    {
        if (type.ContainsGenericParameters)
        {
            throw new OrleansConfigurationException($"The embedded engine has no generic grain classes: {type}. "
                + "Make it abstract and derive a class for each of its uses.");
        }

        var grainClass = new GrainClass(type);
        Add(_classes, grainClass.GrainType, grainClass);
        foreach (var served in grainClass.Interfaces)
        {
            if (!_byInterface.TryGetValue(served, out var classes))
            {
                _byInterface[served] = classes = [];
            }

            classes.Add(grainClass);
        }
    }
}

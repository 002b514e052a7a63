using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Embedded.Serialization;

/// <summary>
/// Finds or makes the copier of a type. There are two ways of copying. Both carry nothing but the members that a type
/// declares, and make objects as a reader does: without constructors that take anything. So a copy over the wire is
/// what writing in one silo and reading in another would give.
/// </summary>
internal sealed class Copiers
{
    /// <summary>Within a silo: exceptions, and what its owner promises not to change, are shared.</summary>
    public static readonly Copiers InSilo = new(overWire: false);

    /// <summary>Between silos, and from and to clients: nothing is shared but plain values.</summary>
    public static readonly Copiers OverWire = new(overWire: true);

    private readonly ConcurrentDictionary<Type, Copier?> _exact = [];
    private readonly bool _overWire;

    private Copiers(bool overWire)
    {
        _overWire = overWire;
        Sharing = new(overWire);
    }

    public Sharing Sharing { get; }

    public static CodecNotFoundException NotFound(Type type) => new($"Could not find a copier for type {type}. "
        + "Mark it and every level of its hierarchy with [GenerateSerializer] and number its members.");

    /// <summary>Whether what is marked as immutable in place, not by its type, stays the same object.</summary>
    public bool IsKept(ICustomAttributeProvider marked) =>
        !_overWire && marked.IsDefined(typeof(ImmutableAttribute), inherit: false);

    /// <summary>For values declared as that type; throws if no value of it could ever be copied.</summary>
    public Copier ForDeclared(Type type) => TryForDeclared(type) ?? throw NotFound(type);

    /// <summary>Null if no value of that type could ever be copied.</summary>
    public Copier? TryForDeclared(Type type)
    {
        if (typeof(IAddressable).IsAssignableFrom(type))
        {
            return Make(typeof(AddressableCopier<>), type);
        }

        if (type.IsSealed || Sharing.IsSharedFamily(type))
        {
            return TryForExact(type);
        }

        if (type is { IsAbstract: false } && type != typeof(object) && TryForExact(type) is null)
        {
            return null;
        }

        // Frozen collections are abstract, and their values of types that nobody names.
        var fallback = type.IsAbstract ? CollectionCopiers.TryExact(type) : null;
        return Make(typeof(PolymorphicCopier<>), type, fallback ?? CollectionCopiers.TryInterface(type));
    }

    /// <summary>For values of exactly that type; null if it has no codec.</summary>
    public Copier? TryForExact(Type type) => _exact.GetOrAdd(type, static (t, self) => self.TryMake(t), this);

    private static Copier Make(Type definition, Type type, params object?[] arguments) =>
        (Copier)Activator.CreateInstance(
            definition.MakeGenericType(type),
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
            null,
            arguments,
            null)!;

    private Copier? TryMake(Type type)
    {
        if (typeof(IAddressable).IsAssignableFrom(type))
        {
            return Make(typeof(AddressableCopier<>), typeof(IAddressable));
        }

        if (Sharing.IsSharedExactly(type))
        {
            return Make(typeof(SharedCopier<>), type);
        }

        if (type.IsAssignableTo(typeof(Exception)))
        {
            return ExceptionCopier.IsCarried(type)
                ? Make(typeof(ExceptionCopier<>), type, MemberCopierCompiler.Compile(type, this))
                : null;
        }

        if (type.IsArray || TypeRules.IsCollection(type))
        {
            return CollectionCopiers.TryExact(type) is { } copy ? Make(typeof(ExactCopier<>), type, copy) : null;
        }

        return TypeRules.HasMembers(type) && TypeRules.ProblemOfLevels(type) is null
            ? Make(typeof(ExactCopier<>), type, MemberCopierCompiler.Compile(type, this))
            : null;
    }
}

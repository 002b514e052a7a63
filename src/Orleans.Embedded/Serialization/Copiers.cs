using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Embedded.Serialization;

/// <summary>Finds or makes the copier of a type.</summary>
internal static class Copiers
{
    private static readonly ConcurrentDictionary<Type, Copier?> Exact = [];

    /// <summary>For values declared as that type; throws if no value of it could ever be copied.</summary>
    public static Copier ForDeclared(Type type) => TryForDeclared(type) ?? throw NotFound(type);

    /// <summary>Null if no value of that type could ever be copied.</summary>
    public static Copier? TryForDeclared(Type type)
    {
        if (typeof(IAddressable).IsAssignableFrom(type))
        {
            return Make(typeof(AddressableCopier<>), type);
        }

        if (type.IsSealed || TypeRules.IsBuiltInValue(type))
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
    public static Copier? TryForExact(Type type) => Exact.GetOrAdd(type, static t => TryMake(t));

    public static CodecNotFoundException NotFound(Type type) => new($"Could not find a copier for type {type}. "
        + "Mark it and every level of its hierarchy with [GenerateSerializer] and number its members.");

    private static Copier? TryMake(Type type)
    {
        if (TypeRules.IsSharedExactly(type) || typeof(IAddressable).IsAssignableFrom(type))
        {
            return Make(typeof(SharedCopier<>), type);
        }

        if (type.IsArray || TypeRules.IsCollection(type))
        {
            return CollectionCopiers.TryExact(type) is { } copy ? Make(typeof(ExactCopier<>), type, copy) : null;
        }

        return TypeRules.HasMembers(type) && TypeRules.ProblemOfLevels(type) is null
            ? Make(typeof(ExactCopier<>), type, MemberCopierCompiler.Compile(type))
            : null;
    }

    private static Copier Make(Type definition, Type type, params object?[] arguments) =>
        (Copier)Activator.CreateInstance(
            definition.MakeGenericType(type),
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
            null,
            arguments,
            null)!;
}

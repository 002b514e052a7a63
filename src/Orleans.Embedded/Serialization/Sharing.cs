using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Orleans.Embedded.Serialization;

/// <summary>Which values are the same on both sides of a call, instead of copied.</summary>
internal sealed class Sharing(bool overWire)
{
    private static readonly FrozenSet<Type> ImmutableCollections = new[]
    {
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>),
        typeof(ImmutableQueue<>), typeof(ImmutableStack<>), typeof(ImmutableSortedDictionary<,>),
        typeof(ImmutableSortedSet<>),
    }.ToFrozenSet();

    private readonly ConcurrentDictionary<Type, bool> _known = [];

    [ThreadStatic]
    private static HashSet<Type>? _deciding;

    /// <summary>Whether a value of exactly this type is shared.</summary>
    public bool IsSharedExactly(Type type) => _known.TryGetValue(type, out var known) ? known : Decide(type);

    /// <summary>
    /// Whether values declared as this type are shared. Those of an open immutable class are not: a value may be of a
    /// derived class that made no such promise.
    /// </summary>
    public bool IsShared(Type type) => IsSharedExactly(type) && (type.IsSealed || IsSharedFamily(type));

    /// <summary>Never changed by their owner, whatever the derived type.</summary>
    public bool IsSharedFamily(Type type) =>
        TypeRules.IsBuiltInValue(type) && !(overWire && type.IsAssignableTo(typeof(Exception)));

    /// <summary>Whether a member is shared because it is marked so, and not because of its type.</summary>
    public bool IsShared(SerializedMember member) =>
        (member.IsImmutable && !overWire) || IsShared(member.Field.FieldType);

    private static bool IsMarkedImmutable(Type type) =>
        type.IsDefined(typeof(ImmutableAttribute), inherit: false) && TypeRules.IsMarked(type);

    private bool Decide(Type type)
    {
        _deciding ??= [];
        if (!_deciding.Add(type))
        {
            // A struct that holds an immutable collection of itself: copying it is right, if not the fastest.
            return false;
        }

        try
        {
            return _known[type] = IsSharedFamily(type) || IsSharedByPromise(type) || IsSharedByParts(type);
        }
        finally
        {
            _deciding.Remove(type);
        }
    }

    /// <summary>The identities of the engine are values, of which a wire, too, makes equal ones.</summary>
    private bool IsSharedByPromise(Type type) => IsMarkedImmutable(type)
        && (!overWire || (type.Assembly == typeof(Sharing).Assembly && !type.IsGenericType));

    private bool IsSharedByParts(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return IsShared(value);
        }

        if (type.IsGenericType && ImmutableCollections.Contains(type.GetGenericTypeDefinition()))
        {
            return Array.TrueForAll(type.GetGenericArguments(), IsShared);
        }

        return type.IsValueType && TypeRules.HasMembers(type) && TypeRules.ProblemOfLevels(type) is null
            && !(overWire && MemberRules.LosesFields(type)) && TypeRules.MembersOf(type).All(IsShared);
    }
}

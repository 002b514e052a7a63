using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Catalog;

namespace Orleans.Embedded.Serialization;

/// <summary>
/// Which types have a codec in Orleans, and what their members are.
/// </summary>
internal static class TypeRules
{
    private static readonly FrozenSet<Type> SharedValues = new[]
    {
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan),
        typeof(DateOnly), typeof(TimeOnly), typeof(Int128), typeof(UInt128), typeof(Half), typeof(BigInteger),
        typeof(Version), typeof(DBNull), typeof(CompareInfo), typeof(CancellationToken), typeof(Nothing),
        typeof(System.Text.Rune),
    }.ToFrozenSet();

    /// <summary>Never changed by their owner, whatever the derived type.</summary>
    private static readonly Type[] SharedFamilies =
        [typeof(Exception), typeof(Type), typeof(Uri), typeof(IPAddress), typeof(EndPoint), typeof(CultureInfo)];

    /// <summary>Values that Orleans carries by itself and never copies.</summary>
    public static bool IsBuiltInValue(Type type) => type.IsPrimitive || type.IsEnum || SharedValues.Contains(type)
        || Array.Exists(SharedFamilies, family => family.IsAssignableFrom(type));

    public static bool IsCollection(Type type) => CollectionCopiers.IsKnown(type);

    /// <summary>Whether the type is copied member by member.</summary>
    public static bool HasMembers(Type type) =>
        type is { IsAbstract: false, IsEnum: false, ContainsGenericParameters: false }
        && (IsMarked(type) || IsTuple(type));

    public static bool IsMarked(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    /// <summary>Tuples and pairs, whose fields are their members.</summary>
    public static bool IsTuple(Type type) => type.IsGenericType && (type.IsAssignableTo(typeof(ITuple))
        ? type.Namespace == "System"
        : type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));

    /// <summary>The members of all levels, base first.</summary>
    public static IEnumerable<SerializedMember> MembersOf(Type type) =>
        LevelsOf(type).Reverse().SelectMany(MemberRules.MembersOfLevel);

    /// <summary>The type and its bases that carry members.</summary>
    public static IEnumerable<Type> LevelsOf(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType);
             level = level.BaseType)
        {
            yield return level;
        }
    }

    /// <summary>Why the type's own hierarchy cannot be carried, or null.</summary>
    public static string? ProblemOfLevels(Type type)
    {
        if (IsTuple(type))
        {
            return null;
        }

        foreach (var level in LevelsOf(type))
        {
            if (!IsMarked(level))
            {
                return level == type
                    ? $"mark {TypeNames.Of(level)} with [GenerateSerializer]"
                    : $"mark its base {TypeNames.Of(level)} with [GenerateSerializer]: every level needs it";
            }

            if (MemberRules.ProblemOfLevel(level) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }
}

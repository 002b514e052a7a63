using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Embedded.Catalog;

namespace Orleans.Embedded.Serialization;

/// <summary>A field that crosses calls.</summary>
internal sealed record SerializedMember(string Name, FieldInfo Field, bool IsImmutable);

/// <summary>
/// The members of one level of a type. Orleans' generator sees source, this sees fields: an auto property is its
/// backing field, a record's positional parameter the property of the same name.
/// </summary>
internal static class MemberRules
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, (SerializedMember[] Members, string? Problem)> Levels = [];

    public static SerializedMember[] MembersOfLevel(Type level) => Levels.GetOrAdd(level, Examine).Members;

    /// <summary>Why the level's own members cannot be carried, or null.</summary>
    public static string? ProblemOfLevel(Type level) => Levels.GetOrAdd(level, Examine).Problem;

    /// <summary>Whether it has fields that are no members, which a copy does not have.</summary>
    public static bool LosesFields(Type level) => level.GetFields(Declared).Length > MembersOfLevel(level).Length;

    private static (SerializedMember[] Members, string? Problem) Examine(Type level)
    {
        var members = new List<SerializedMember>();
        var ids = new HashSet<uint>();
        var positional = PositionalNames(level);
        foreach (var field in level.GetFields(Declared).Where(f => !f.IsDefined(typeof(NonSerializedAttribute))))
        {
            var property = PropertyOf(level, field);
            var name = property?.Name ?? field.Name;
            var id = property?.GetCustomAttribute<IdAttribute>() ?? field.GetCustomAttribute<IdAttribute>();
            if (id is null && !TypeRules.IsTuple(level) && !positional.Contains(name))
            {
                return ([], $"member {name} of {TypeNames.Of(level)} has no [Id] and is not [NonSerialized]");
            }

            if (id is not null && !ids.Add(id.Id))
            {
                return ([], $"member {name} of {TypeNames.Of(level)} repeats the id {id.Id} of another");
            }

            var immutable = field.IsDefined(typeof(ImmutableAttribute))
                || property?.IsDefined(typeof(ImmutableAttribute)) == true
                || IsImmutableValue(level);
            members.Add(new(name, field, immutable));
        }

        return ([.. members], null);
    }

    /// <summary><c>Immutable&lt;T&gt;</c> shares what it wraps.</summary>
    private static bool IsImmutableValue(Type level) =>
        level.IsValueType && level.IsDefined(typeof(ImmutableAttribute), inherit: false);

    private static PropertyInfo? PropertyOf(Type level, FieldInfo field)
    {
        const string Suffix = ">k__BackingField";
        return field.Name.StartsWith('<') && field.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? level.GetProperty(field.Name[1..^Suffix.Length], Declared)
            : null;
    }

    /// <summary>Names of a record's positional parameters; their place is their number.</summary>
    private static HashSet<string> PositionalNames(Type level)
    {
        if (!IsRecord(level))
        {
            return [];
        }

        var names = level.GetConstructors(Declared).SelectMany(c => c.GetParameters()).Select(p => p.Name!).ToHashSet();

        // A primary constructor's parameter that a method uses lives in a field named <parameter>P.
        return [.. names, .. names.Select(name => $"<{name}>P")];
    }

    private static bool IsRecord(Type level) => level.GetMethod("<Clone>$", Declared) is not null
        || (level.IsValueType && level.GetMethod("PrintMembers", Declared)?
            .IsDefined(typeof(CompilerGeneratedAttribute)) == true);
}

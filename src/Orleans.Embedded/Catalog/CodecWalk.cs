using Orleans.Embedded.Serialization;
using Orleans.Runtime;

namespace Orleans.Embedded.Catalog;

/// <summary>
/// Walks from the types of grain methods to everything that they hold, and to the derived types that may stand in for
/// them. A type is reported once, for the first method that leads to it.
/// </summary>
internal sealed class CodecWalk
{
    private readonly HashSet<Type> _seen = [];
    private readonly ILookup<Type, Type> _derived;

    public CodecWalk(IEnumerable<Type> applicationTypes) => _derived = applicationTypes
        .Where(type => type is { IsClass: true, BaseType: not null, ContainsGenericParameters: false })
        .ToLookup(type => type.BaseType!);

    public IEnumerable<string> ProblemsOf(Type type, string path)
    {
        if (type.IsGenericParameter || !_seen.Add(type) || TypeRules.IsBuiltInValue(type)
            || type == typeof(object) || type.IsAssignableTo(typeof(IAddressable)))
        {
            return [];
        }

        if (type.IsArray)
        {
            return ProblemsOf(type.GetElementType()!, path);
        }

        if (TypeRules.IsCollection(type) || CollectionCopiers.IsKnownInterface(type) || TypeRules.IsTuple(type))
        {
            return type.GetGenericArguments().SelectMany(argument => ProblemsOf(argument, path));
        }

        // What stands behind an interface is known only when it is seen, and checked then.
        return type.IsInterface ? [] : ProblemsOfMembers(type, path);
    }

    private IEnumerable<string> ProblemsOfMembers(Type type, string path)
    {
        if (!TypeRules.IsMarked(type))
        {
            return [$"{path}: {TypeNames.Of(type)} has no codec; {AdviceFor(type)}"];
        }

        if (TypeRules.ProblemOfLevels(type) is { } problem)
        {
            return [$"{path}: {TypeNames.Of(type)} has no codec; {problem}"];
        }

        var members = TypeRules.MembersOf(type).SelectMany(member => ProblemsOf(
            member.Field.FieldType, $"{path} → {TypeNames.Of(member.Field.DeclaringType!)}.{member.Name}"));
        return members.Concat(DerivedOf(type).SelectMany(
            derived => ProblemsOf(derived, $"{path} → derived {TypeNames.Of(derived)}")));
    }

    private IEnumerable<Type> DerivedOf(Type type) => type.IsSealed ? [] : _derived[type];

    private static string AdviceFor(Type type) => type switch
    {
        _ when type.IsAssignableTo(typeof(Delegate)) => "a delegate cannot leave its process",
        _ when type.FullName?.StartsWith("System.Text.Json.", StringComparison.Ordinal) == true =>
            "carry the JSON as text",
        _ when type.Assembly == typeof(object).Assembly => "Orleans does not carry it; use a type of your own",
        _ => "mark it with [GenerateSerializer] and number its members with [Id]",
    };
}

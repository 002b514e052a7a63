using System.Reflection;
using System.Text.Json.Serialization;

namespace TaskManagement.Conventions.Tests.Grains;

/// <summary>
/// Writes down what silos and clients of different builds must agree on: the wire and the storage of grains.
/// </summary>
internal static class ContractText
{
    private static readonly string[] MethodMarks = ["AlwaysInterleave", "ReadOnly", "OneWay", "ResponseTimeout"];

    private static readonly string[] ClassMarks =
    [
        "StatelessWorker", "Reentrant", "MayInterleave", "KeepAlive", "PreferLocalPlacement",
        "ImplicitStreamSubscription",
    ];

    /// <summary>Interfaces, then grain classes, then types; each in order of its name.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<Type> types) =>
    [
        "# Grain contracts: what builds that run beside each other must agree on. Written by ContractTests.",
        .. types.Where(ProductTypes.IsGrainInterface).OrderBy(Name).SelectMany(Interface),
        .. types.Where(ProductTypes.IsGrainClass).OrderBy(Name).SelectMany(Class),
        .. types.Where(ProductTypes.IsSerializable).OrderBy(Name)
            .SelectMany(type => type.IsEnum ? Enum(type) : Record(type)),
    ];

    /// <summary>An enum with numbers, and with its names in JSON where it has some.</summary>
    public static IEnumerable<string> Enum(Type type) =>
    [
        "",
        $"enum {type.InWords()} : {System.Enum.GetUnderlyingType(type).InWords()}{Alias(type)}",
        .. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field =>
            $"  {Convert.ToInt64(field.GetRawConstantValue(), null)} {field.Name}{JsonName(field)}"),
    ];

    private static IEnumerable<string> Interface(Type type) =>
    [
        "",
        $"interface {type.InWords()}{Alias(type)} : {Faces(type)}",
        .. type.GetMethods().OrderBy(method => method.Name).Select(method =>
            $"  {method.ReturnParameter.TypeInWords()} {method.Name}{method.GetParameters().InWords()}"
            + Alias(method) + Marks(method, MethodMarks)),
    ];

    private static IEnumerable<string> Class(Type type)
    {
        yield return "";
        yield return $"grain \"{type.Argument<string>("GrainType")}\" : {Faces(type)}{Marks(type, ClassMarks)}";
        foreach (var parameter in type.GetConstructors().SelectMany(constructor => constructor.GetParameters()))
        {
            var mark = parameter.CustomAttributes.FirstOrDefault(
                data => data.AttributeType.Name == "PersistentStateAttribute");
            if (mark is not null)
            {
                var place = string.Join(" in ", mark.ConstructorArguments.Select(argument => argument.Value));
                yield return $"  state {place}: {parameter.ParameterType.GetGenericArguments()[0].InWords()}";
            }
        }
    }

    private static IEnumerable<string> Record(Type type)
    {
        var parent = type.BaseType is { } level && level.IsSerializable() ? $" : {level.InWords()}" : "";
        var kind = (type.IsValueType ? "struct " : type.IsAbstract ? "abstract class " : "class ") + type.InWords();
        var parameters = type.RecordParameters();
        return
        [
            "",
            kind + Alias(type) + parent + Marks(type, ["Immutable"]),
            .. parameters.Select((parameter, place) => $"  {place} {parameter.TypeInWords()} {parameter.Name}"),
            .. type.StoredFields().Where(field => field.Written().Marked("Id")).Select(field =>
                $"  [{field.Written().Argument<uint>("Id")}] {field.FieldType.InWords()} {field.Written().Name}"),
        ];
    }

    private static string Faces(Type type) => string.Join(
        ", ",
        type.GetInterfaces().Where(ProductTypes.IsGrainInterface).Select(Name).Where(name => name != "IGrain").Order());

    private static string Name(Type type) => type.InWords();

    private static string Alias(MemberInfo member) =>
        member.Argument<string>("Alias") is { } alias ? $" \"{alias}\"" : "";

    private static string Marks(MemberInfo member, string[] names) =>
        string.Concat(names.Where(member.Marked).Select(name => $" [{name}{Arguments(member.Mark(name)!)}]"));

    private static string Arguments(CustomAttributeData mark) => mark.ConstructorArguments is { Count: > 0 } arguments
        ? $"({string.Join(", ", arguments.Select(argument => argument.Value).Where(value => value is not null))})"
        : "";

    private static string JsonName(FieldInfo field) =>
        field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>() is { } named ? $" \"{named.Name}\"" : "";
}

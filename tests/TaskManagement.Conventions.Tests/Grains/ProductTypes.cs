using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskManagement.Conventions.Tests.Projects;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Grains;

/// <summary>
/// The product's compiled types. Attributes are read by name and as data, so that it does not matter which engine
/// declares them.
/// </summary>
internal static class ProductTypes
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Lazy<ILookup<string, (string Path, int Line)>> Places = new(FindPlaces);

    /// <summary>Every type that someone wrote, in order of its name.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. Architecture.References.Keys
            .Where(project => !project.StartsWith("Orleans.", StringComparison.Ordinal))
            .SelectMany(project => Written(Assembly.Load(ProjectFile.AssemblyOf(project))))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>The types of an assembly but those that compiler and generators add.</summary>
    public static IEnumerable<Type> Written(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.Name.Contains('<') && !type.IsDefined(typeof(CompilerGeneratedAttribute), false)
            && type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) is not true
            && type.CustomAttributes.All(data => data.AttributeType.Name != "GeneratedCodeAttribute"));

    /// <summary>Whether it is an interface that grains are called by.</summary>
    public static bool IsGrainInterface(this Type type) =>
        type.IsInterface && type.GetInterfaces().Any(face => face.FullName == "Orleans.Runtime.IAddressable");

    /// <summary>Whether it is a class that grains are made of.</summary>
    public static bool IsGrainClass(this Type type) =>
        type is { IsClass: true, IsAbstract: false }
        && type.GetInterfaces().Any(face => face.FullName == "Orleans.IGrainBase");

    /// <summary>Whether it is marked to cross grain calls.</summary>
    public static bool IsSerializable(this Type type) => type.Marked("GenerateSerializer");

    /// <summary>Whether a member bears an attribute of Orleans.</summary>
    public static bool Marked(this MemberInfo member, string name) => member.Mark(name) is not null;

    /// <summary>An attribute of Orleans on a member.</summary>
    public static CustomAttributeData? Mark(this MemberInfo member, string name) =>
        member.CustomAttributes.FirstOrDefault(data => IsNamed(data, name));

    /// <summary>Whether a parameter bears an attribute of Orleans.</summary>
    public static bool Marked(this ParameterInfo parameter, string name) =>
        parameter.CustomAttributes.Any(data => IsNamed(data, name));

    /// <summary>The only argument of an attribute of Orleans.</summary>
    public static T? Argument<T>(this MemberInfo member, string name) =>
        member.Mark(name)?.ConstructorArguments is [{ Value: T value }, ..] ? value : default;

    /// <summary>
    /// The fields of this level of a hierarchy, with those behind properties, but [NonSerialized] ones.
    /// </summary>
    public static IEnumerable<FieldInfo> StoredFields(this Type type) => type.GetFields(Declared)
        .Where(field => !field.IsDefined(typeof(NonSerializedAttribute)))
        .OrderBy(field => field.MetadataToken);

    /// <summary>The property that a compiler-made field stands behind, otherwise the field.</summary>
    public static MemberInfo Written(this FieldInfo field) =>
        field.Name is ['<', .. var name, 'k', '_', '_', 'B', 'a', 'c', 'k', 'i', 'n', 'g', 'F', 'i', 'e', 'l', 'd']
        && field.DeclaringType!.GetProperty(name.TrimEnd('>'), Declared) is { } property ? property : field;

    /// <summary>The parameters of a record's primary constructor; none for anything else.</summary>
    public static IReadOnlyList<ParameterInfo> RecordParameters(this Type type)
    {
        if (type.GetMethod("PrintMembers", Declared) is null)
            return [];
        var properties = type.GetProperties(Declared).Select(property => property.Name).ToHashSet();
        return type.GetConstructors(Declared)
            .Select(constructor => constructor.GetParameters())
            .Where(parameters => parameters.All(parameter => properties.Contains(parameter.Name!)))
            .MaxBy(parameters => parameters.Length) ?? [];
    }

    /// <summary>A finding where the type is declared.</summary>
    public static Finding Because(this Type type, string message)
    {
        var outer = type;
        while (outer.DeclaringType is { } declaring)
            outer = declaring;
        var plain = outer.IsGenericType ? outer.GetGenericTypeDefinition() : outer;
        var (path, line) = Places.Value[plain.FullName!].FirstOrDefault((type.Assembly.GetName().Name!, 0));
        return new Finding(path, line, $"{type.InWords()}: {message}");
    }

    private static bool IsNamed(CustomAttributeData data, string name) =>
        data.AttributeType.Name == name + "Attribute"
        && data.AttributeType.Namespace?.StartsWith("Orleans", StringComparison.Ordinal) is true;

    private static ILookup<string, (string Path, int Line)> FindPlaces() =>
        (from source in Repository.ProductSources
         from type in source.Nodes<BaseTypeDeclarationSyntax>()
         let space = type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>()
             .FirstOrDefault()?.Name
         let arity = (type as TypeDeclarationSyntax)?.Arity ?? 0
         let name = $"{space}.{type.Identifier.Text}" + (arity > 0 ? $"`{arity}" : "")
         select (name, place: (source.Path, source.LineOf(type.Identifier.SpanStart))))
        .ToLookup(found => found.name, found => found.place);
}

using System.Reflection;

namespace TaskManagement.Conventions.Tests.Grains;

/// <summary>Writes types as C# does, short.</summary>
internal static class TypeWords
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>A type.</summary>
    public static string InWords(this Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return underlying.InWords() + "?";
        if (type.IsArray)
            return type.GetElementType()!.InWords() + "[]";
        var isNested = type.IsNested && !type.IsGenericParameter;
        var name = isNested ? $"{type.DeclaringType!.InWords()}.{type.Name}" : type.Name;
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(InWords))}>"
            : name;
    }

    /// <summary>A parameter's type, with the mark of one that may be null.</summary>
    public static string TypeInWords(this ParameterInfo parameter)
    {
        lock (Nullability)
            return Marked(parameter.ParameterType, Nullability.Create(parameter).WriteState);
    }

    /// <summary>A property's type, with the mark of one that may be null.</summary>
    public static string TypeInWords(this PropertyInfo property)
    {
        lock (Nullability)
            return Marked(property.PropertyType, Nullability.Create(property).ReadState);
    }

    /// <summary>A parameter list.</summary>
    public static string InWords(this IEnumerable<ParameterInfo> parameters) =>
        $"({string.Join(", ", parameters.Select(parameter => $"{parameter.TypeInWords()} {parameter.Name}"))})";

    private static string Marked(Type type, NullabilityState state) =>
        type.InWords() + (!type.IsValueType && state == NullabilityState.Nullable ? "?" : "");
}

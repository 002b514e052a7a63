namespace Orleans.Embedded.Catalog;

/// <summary>Type names as people write them.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value) + "?";
        }

        var name = type.IsGenericParameter ? type.Name : (type.FullName ?? type.Name).Split('[')[0].Replace('+', '.');
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : name;
    }
}

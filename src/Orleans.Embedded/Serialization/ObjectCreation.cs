using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Embedded.Serialization;

/// <summary>
/// How a copy or an empty state comes to be: by an accessible parameterless constructor, unless required members
/// forbid it, otherwise raw. No other constructor ever runs, so its checks and defaults don't hold for copies.
/// </summary>
internal static class ObjectCreation
{
    public static ConstructorInfo? ConstructorOf(Type type)
    {
        if (type.IsAbstract || type.IsDefined(typeof(RequiredMemberAttribute), inherit: true))
        {
            return null;
        }

        var constructor = type.GetConstructor(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes);
        return constructor is { IsPublic: true } or { IsAssembly: true } or { IsFamilyOrAssembly: true }
            ? constructor
            : null;
    }

    /// <summary>An empty value: default where there is nothing to make.</summary>
    public static T? CreateEmpty<T>()
    {
        var type = typeof(T);
        if (type.IsValueType || type.IsAbstract || type.IsArray || type == typeof(string))
        {
            return default;
        }

        return (T)(ConstructorOf(type)?.Invoke(null) ?? RuntimeHelpers.GetUninitializedObject(type));
    }
}

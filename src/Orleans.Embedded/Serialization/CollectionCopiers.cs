using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Reflection;

namespace Orleans.Embedded.Serialization;

/// <summary>
/// Copiers of the collections that Orleans carries by itself: one method each, found by its parameter's type.
/// </summary>
internal static partial class CollectionCopiers
{
    private static readonly Dictionary<Type, MethodInfo> ByType = typeof(CollectionCopiers)
        .GetMethods(BindingFlags.Static | BindingFlags.Public)
        .Where(method => method.Name == "Copy")
        .ToDictionary(method => DefinitionOf(method.GetParameters()[0].ParameterType));

    private static readonly Dictionary<Type, MethodInfo> ByInterface = new()
    {
        [typeof(IEnumerable<>)] = Method(nameof(AsList)),
        [typeof(IReadOnlyCollection<>)] = Method(nameof(AsList)),
        [typeof(IReadOnlyList<>)] = Method(nameof(AsList)),
        [typeof(ICollection<>)] = Method(nameof(AsList)),
        [typeof(IList<>)] = Method(nameof(AsList)),
        [typeof(ISet<>)] = Method(nameof(AsSet)),
        [typeof(IReadOnlySet<>)] = Method(nameof(AsSet)),
        [typeof(IDictionary<,>)] = Method(nameof(AsDictionary)),
        [typeof(IReadOnlyDictionary<,>)] = Method(nameof(AsDictionary)),
    };

    public static bool IsKnown(Type type) => ByType.ContainsKey(DefinitionOf(type));

    public static bool IsKnownInterface(Type type) => type.IsInterface && ByInterface.ContainsKey(DefinitionOf(type));

    /// <summary>A <c>Func&lt;T, CopyContext, T&gt;</c> for exactly that type.</summary>
    public static Delegate? TryExact(Type type)
    {
        if (type.IsSZArray)
        {
            return Bind(Method(nameof(CopyArray)), type, [type.GetElementType()!]);
        }

        if (type.IsArray)
        {
            return Bind(Method(nameof(CopyMatrix)), type, [type, type.GetElementType()!]);
        }

        return ByType.TryGetValue(DefinitionOf(type), out var method)
            ? Bind(method, type, type.GetGenericArguments())
            : null;
    }

    /// <summary>For values behind a collection interface whose own type has no codec, such as a query.</summary>
    public static Delegate? TryInterface(Type type)
    {
        if (!IsKnownInterface(type))
        {
            return null;
        }

        var method = ByInterface[DefinitionOf(type)].MakeGenericMethod([type, .. type.GetGenericArguments()]);
        return method.CreateDelegate(typeof(Func<,,>).MakeGenericType(type, typeof(CopyContext), type));
    }

    public static TDeclared AsList<TDeclared, T>(TDeclared source, CopyContext c) where TDeclared : IEnumerable<T> =>
        (TDeclared)(object)Fill(c.Track(source, new List<T>()), source, c);

    public static TDeclared AsSet<TDeclared, T>(TDeclared source, CopyContext c) where TDeclared : IEnumerable<T> =>
        (TDeclared)(object)Fill(c.Track(source, new HashSet<T>()), source, c);

    public static TDeclared AsDictionary<TDeclared, TKey, TValue>(TDeclared source, CopyContext c)
        where TDeclared : IEnumerable<KeyValuePair<TKey, TValue>>
        where TKey : notnull =>
        (TDeclared)(object)FillPairs(c.Track(source, new Dictionary<TKey, TValue>()), source, c);

    public static T[] CopyArray<T>(T[] source, CopyContext c)
    {
        var copy = c.Track(source, (T[])source.Clone());
        if (!c.Copiers.Sharing.IsShared(typeof(T)))
        {
            for (var i = 0; i < copy.Length; i++)
            {
                copy[i] = c.Copy(source[i]);
            }
        }

        return copy;
    }

    public static TArray CopyMatrix<TArray, T>(TArray source, CopyContext c) where TArray : class
    {
        var from = (Array)(object)source;
        var copy = (Array)(object)c.Track(source, (TArray)from.Clone());
        var at = new int[from.Rank];
        for (var i = 0; i < from.Length; i++)
        {
            var rest = i;
            for (var rank = from.Rank - 1; rank >= 0; rank--)
            {
                at[rank] = (rest % from.GetLength(rank)) + from.GetLowerBound(rank);
                rest /= from.GetLength(rank);
            }

            copy.SetValue(c.Copy((T)from.GetValue(at)!), at);
        }

        return (TArray)(object)copy;
    }

    private static Delegate Bind(MethodInfo method, Type type, Type[] arguments) =>
        (method.IsGenericMethodDefinition ? method.MakeGenericMethod(arguments) : method)
        .CreateDelegate(typeof(Func<,,>).MakeGenericType(type, typeof(CopyContext), type));

    private static MethodInfo Method(string name) => typeof(CollectionCopiers).GetMethod(name)!;

    private static Type DefinitionOf(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static TCollection Fill<TCollection, T>(TCollection copy, IEnumerable<T> source, CopyContext c)
        where TCollection : ICollection<T>
    {
        foreach (var item in source)
        {
            copy.Add(c.Copy(item));
        }

        return copy;
    }
}

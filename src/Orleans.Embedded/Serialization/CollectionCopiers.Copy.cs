using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;

namespace Orleans.Embedded.Serialization;

internal static partial class CollectionCopiers
{
    public static List<T> Copy<T>(List<T> source, CopyContext c) =>
        Fill(c.Track(source, new List<T>(source.Count)), source, c);

    public static HashSet<T> Copy<T>(HashSet<T> source, CopyContext c) =>
        Fill(c.Track(source, new HashSet<T>(source.Count, c.Carry(source.Comparer))), source, c);

    public static SortedSet<T> Copy<T>(SortedSet<T> source, CopyContext c) =>
        Fill(c.Track(source, new SortedSet<T>(c.Carry(source.Comparer))), source, c);

    public static Collection<T> Copy<T>(Collection<T> source, CopyContext c) =>
        Fill(c.Track(source, new Collection<T>()), source, c);

    public static Dictionary<TKey, TValue> Copy<TKey, TValue>(Dictionary<TKey, TValue> source, CopyContext c)
        where TKey : notnull =>
        FillPairs(c.Track(source, new Dictionary<TKey, TValue>(source.Count, c.Carry(source.Comparer))), source, c);

    public static SortedDictionary<TKey, TValue> Copy<TKey, TValue>(
        SortedDictionary<TKey, TValue> source, CopyContext c)
        where TKey : notnull =>
        FillPairs(c.Track(source, new SortedDictionary<TKey, TValue>(c.Carry(source.Comparer))), source, c);

    public static SortedList<TKey, TValue> Copy<TKey, TValue>(SortedList<TKey, TValue> source, CopyContext c)
        where TKey : notnull =>
        FillPairs(c.Track(source, new SortedList<TKey, TValue>(c.Carry(source.Comparer))), source, c);

    public static ConcurrentDictionary<TKey, TValue> Copy<TKey, TValue>(
        ConcurrentDictionary<TKey, TValue> source, CopyContext c)
        where TKey : notnull =>
        FillPairs(c.Track(source, new ConcurrentDictionary<TKey, TValue>(c.Carry(source.Comparer))), source, c);

    public static ConcurrentQueue<T> Copy<T>(ConcurrentQueue<T> source, CopyContext c)
    {
        var copy = c.Track(source, new ConcurrentQueue<T>());
        foreach (var item in source)
        {
            copy.Enqueue(c.Copy(item));
        }

        return copy;
    }

    public static Queue<T> Copy<T>(Queue<T> source, CopyContext c)
    {
        var copy = c.Track(source, new Queue<T>(source.Count));
        foreach (var item in source)
        {
            copy.Enqueue(c.Copy(item));
        }

        return copy;
    }

    public static Stack<T> Copy<T>(Stack<T> source, CopyContext c)
    {
        var copy = c.Track(source, new Stack<T>(source.Count));
        foreach (var item in source.Reverse())
        {
            copy.Push(c.Copy(item));
        }

        return copy;
    }

    public static ReadOnlyCollection<T> Copy<T>(ReadOnlyCollection<T> source, CopyContext c) =>
        c.Track(source, new ReadOnlyCollection<T>(Items(source, c)));

    public static ReadOnlyDictionary<TKey, TValue> Copy<TKey, TValue>(
        ReadOnlyDictionary<TKey, TValue> source, CopyContext c)
        where TKey : notnull =>
        c.Track(source, new ReadOnlyDictionary<TKey, TValue>(FillPairs(new Dictionary<TKey, TValue>(), source, c)));

    public static ImmutableArray<T> Copy<T>(ImmutableArray<T> source, CopyContext c) =>
        source.IsDefault ? source : ImmutableArray.Create(Items(source, c));

    public static ImmutableList<T> Copy<T>(ImmutableList<T> source, CopyContext c) =>
        ImmutableList.Create(Items(source, c));

    public static ImmutableQueue<T> Copy<T>(ImmutableQueue<T> source, CopyContext c) =>
        ImmutableQueue.Create(Items(source, c));

    public static ImmutableStack<T> Copy<T>(ImmutableStack<T> source, CopyContext c) =>
        ImmutableStack.CreateRange(Items(source, c).Reverse());

    public static ImmutableHashSet<T> Copy<T>(ImmutableHashSet<T> source, CopyContext c) =>
        ImmutableHashSet.CreateRange(c.Carry(source.KeyComparer), Items(source, c));

    public static ImmutableSortedSet<T> Copy<T>(ImmutableSortedSet<T> source, CopyContext c) =>
        ImmutableSortedSet.CreateRange(c.Carry(source.KeyComparer), Items(source, c));

    public static ImmutableDictionary<TKey, TValue> Copy<TKey, TValue>(
        ImmutableDictionary<TKey, TValue> source, CopyContext c)
        where TKey : notnull =>
        ImmutableDictionary.CreateRange(c.Carry(source.KeyComparer), c.Carry(source.ValueComparer), Items(source, c));

    public static ImmutableSortedDictionary<TKey, TValue> Copy<TKey, TValue>(
        ImmutableSortedDictionary<TKey, TValue> source, CopyContext c)
        where TKey : notnull =>
        ImmutableSortedDictionary.CreateRange(
            c.Carry(source.KeyComparer), c.Carry(source.ValueComparer), Items(source, c));

    public static FrozenSet<T> Copy<T>(FrozenSet<T> source, CopyContext c) =>
        c.Track(source, Items(source, c).ToFrozenSet(c.Carry(source.Comparer)));

    public static FrozenDictionary<TKey, TValue> Copy<TKey, TValue>(
        FrozenDictionary<TKey, TValue> source, CopyContext c)
        where TKey : notnull =>
        c.Track(source, Items(source, c).ToFrozenDictionary(c.Carry(source.Comparer)));

    public static NameValueCollection Copy(NameValueCollection source, CopyContext c) =>
        c.Track(source, new NameValueCollection(source));

    public static T? Copy<T>(T? source, CopyContext c) where T : struct =>
        source is { } value ? c.Copy(value) : null;

    public static Memory<T> Copy<T>(Memory<T> source, CopyContext c) => CopyArray(source.ToArray(), c);

    public static ReadOnlyMemory<T> Copy<T>(ReadOnlyMemory<T> source, CopyContext c) => CopyArray(source.ToArray(), c);

    public static ArraySegment<T> Copy<T>(ArraySegment<T> source, CopyContext c) =>
        source.Array is null ? source : new(CopyArray(source.ToArray(), c));

    private static T[] Items<T>(IEnumerable<T> source, CopyContext c)
    {
        var items = source.ToArray();
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = c.Copy(items[i]);
        }

        return items;
    }

    private static TDictionary FillPairs<TDictionary, TKey, TValue>(
        TDictionary copy, IEnumerable<KeyValuePair<TKey, TValue>> source, CopyContext c)
        where TDictionary : IDictionary<TKey, TValue>
    {
        foreach (var (key, value) in source)
        {
            copy.Add(c.Copy(key), c.Copy(value));
        }

        return copy;
    }
}

using Tags = System.ReadOnlySpan<System.Collections.Generic.KeyValuePair<string, object?>>;

namespace TaskManagement.Telemetry.Metrics;

/// <summary>Tags as a key, which can be looked up by a span of them.</summary>
internal sealed class TagSet(ReadOnlySpan<KeyValuePair<string, object?>> tags)
{
    private readonly KeyValuePair<string, object?>[] _tags = tags.ToArray();

    public static IEqualityComparer<TagSet> Comparer { get; } = new ByContent();

    private static bool AreEqual(Tags some, Tags others)
    {
        if (some.Length != others.Length)
            return false;
        for (var index = 0; index < some.Length; index++)
        {
            if (some[index].Key != others[index].Key || !Equals(some[index].Value, others[index].Value))
                return false;
        }

        return true;
    }

    private static int HashOf(Tags tags)
    {
        var hash = default(HashCode);
        foreach (var (key, value) in tags)
        {
            hash.Add(key);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    private sealed class ByContent : IEqualityComparer<TagSet>, IAlternateEqualityComparer<Tags, TagSet>
    {
        public TagSet Create(Tags alternate) => new(alternate);

        public bool Equals(TagSet? x, TagSet? y) => AreEqual(x?._tags, y?._tags);

        public bool Equals(Tags alternate, TagSet other) => AreEqual(alternate, other._tags);

        public int GetHashCode(TagSet obj) => HashOf(obj._tags);

        public int GetHashCode(Tags alternate) => HashOf(alternate);
    }
}

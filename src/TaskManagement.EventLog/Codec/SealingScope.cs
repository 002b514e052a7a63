namespace TaskManagement.EventLog.Codec;

/// <summary>
/// The keys of one encoding or decoding. A JSON converter cannot wait for a key, so it notes the person here and goes
/// on; the codec then loads what is missing and does it once more.
/// </summary>
/// <param name="findCached">Finds a key in memory.</param>
internal sealed class SealingScope(Func<Guid, byte[]?> findCached)
{
    // The converters are shared by all threads; encoding and decoding never leave theirs half-way.
    [ThreadStatic]
    private static SealingScope? _current;

    private readonly Dictionary<Guid, byte[]?> _loaded = [];
    private readonly HashSet<Guid> _missing = [];

    /// <summary>The scope of the running encoding or decoding.</summary>
    public static SealingScope Current => _current
        ?? throw new InvalidOperationException("Personal data is only sealed and opened by the log's own codec.");

    /// <summary>Persons whose keys were asked for and are not in memory.</summary>
    public IReadOnlyCollection<Guid> Missing => _missing;

    /// <summary>Runs one pass.</summary>
    public T Run<T>(Func<T> pass)
    {
        _missing.Clear();
        var outer = _current;
        _current = this;
        try
        {
            return pass();
        }
        finally
        {
            _current = outer;
        }
    }

    /// <summary>The key of a person; <c>null</c> where there is none, or none yet.</summary>
    public byte[]? Find(Guid subject)
    {
        if (_loaded.TryGetValue(subject, out var key))
            return key;
        if (findCached(subject) is { } cached)
            return _loaded[subject] = cached;
        _missing.Add(subject);
        return null;
    }

    /// <summary>Adds a key that was loaded; <c>null</c> where there is none.</summary>
    public void Add(Guid subject, byte[]? key) => _loaded[subject] = key;
}

namespace TaskManagement.EventLog.Keys;

/// <summary>
/// Plain keys in memory, so many and no more; the oldest goes first. None stays for long, for another process may have
/// destroyed it: whatever is asked next, those whose time is over go.
/// </summary>
internal sealed class SubjectKeyCache(int keysMax, TimeSpan keptFor, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, LinkedListNode<Entry>> _keys = [];
    private readonly LinkedList<Entry> _oldestFirst = [];
    private long _forgotten;

    /// <summary>How many keys have been forgotten so far.</summary>
    public long Forgotten => Interlocked.Read(ref _forgotten);

    /// <summary>How many are here.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _keys.Count;
        }
    }

    /// <summary>The key, where it is here.</summary>
    public byte[]? Find(Guid subject)
    {
        lock (_gate)
        {
            RemoveExpired();
            return _keys.TryGetValue(subject, out var node) ? node.Value.Key : null;
        }
    }

    /// <summary>Adds a key, unless one was forgotten since it was read: it might be that one.</summary>
    /// <param name="forgottenBefore"><see cref="Forgotten"/> as it was before reading.</param>
    public void Add(Guid subject, byte[] key, long forgottenBefore)
    {
        lock (_gate)
        {
            RemoveExpired();
            if (_forgotten != forgottenBefore)
                return;
            Remove(subject);
            _keys[subject] = _oldestFirst.AddLast(new Entry(subject, key, time.GetTimestamp()));
            if (_keys.Count > keysMax)
                Remove(_oldestFirst.First!.Value.Subject);
        }
    }

    /// <summary>Forgets a key.</summary>
    public void Forget(Guid subject)
    {
        lock (_gate)
        {
            Remove(subject);
            _forgotten++;
        }
    }

    private void RemoveExpired()
    {
        while (_oldestFirst.First is { } oldest && time.GetElapsedTime(oldest.Value.ReadAt) >= keptFor)
            Remove(oldest.Value.Subject);
    }

    private void Remove(Guid subject)
    {
        if (_keys.Remove(subject, out var node))
            _oldestFirst.Remove(node);
    }

    private sealed record Entry(Guid Subject, byte[] Key, long ReadAt);
}

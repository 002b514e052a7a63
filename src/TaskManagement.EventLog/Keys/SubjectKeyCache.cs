namespace TaskManagement.EventLog.Keys;

/// <summary>
/// Plain keys in memory, so many and no more; the oldest goes first. None stays for long, for another process may have
/// destroyed it.
/// </summary>
internal sealed class SubjectKeyCache(int keysMax, TimeSpan keptFor, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (byte[] Key, long ReadAt)> _keys = [];
    private readonly Queue<Guid> _oldestFirst = new();
    private long _forgotten;

    /// <summary>How many keys have been forgotten so far.</summary>
    public long Forgotten => Interlocked.Read(ref _forgotten);

    /// <summary>The key, where it is here.</summary>
    public byte[]? Find(Guid subject)
    {
        lock (_gate)
        {
            return _keys.TryGetValue(subject, out var cached) && time.GetElapsedTime(cached.ReadAt) < keptFor
                ? cached.Key
                : null;
        }
    }

    /// <summary>Adds a key, unless one was forgotten since it was read: it might be that one.</summary>
    /// <param name="forgottenBefore"><see cref="Forgotten"/> as it was before reading.</param>
    public void Add(Guid subject, byte[] key, long forgottenBefore)
    {
        lock (_gate)
        {
            if (_forgotten != forgottenBefore)
                return;
            if (!_keys.ContainsKey(subject))
                _oldestFirst.Enqueue(subject);
            _keys[subject] = (key, time.GetTimestamp());
            while (_oldestFirst.Count > keysMax)
                _keys.Remove(_oldestFirst.Dequeue());
        }
    }

    /// <summary>Forgets a key.</summary>
    public void Forget(Guid subject)
    {
        lock (_gate)
        {
            _keys.Remove(subject);
            _forgotten++;
        }
    }
}

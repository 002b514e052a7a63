namespace TaskManagement.EventLog.Keys;

/// <summary>Plain keys in memory, so many and no more; the oldest goes first.</summary>
internal sealed class SubjectKeyCache(int keysMax)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, byte[]> _keys = [];
    private readonly Queue<Guid> _oldestFirst = new();
    private long _forgotten;

    /// <summary>How many keys have been forgotten so far.</summary>
    public long Forgotten => Interlocked.Read(ref _forgotten);

    /// <summary>The key, where it is here.</summary>
    public byte[]? Find(Guid subject)
    {
        lock (_gate)
            return _keys.GetValueOrDefault(subject);
    }

    /// <summary>Adds a key, unless one was forgotten since it was read: it might be that one.</summary>
    /// <param name="forgottenBefore"><see cref="Forgotten"/> as it was before reading.</param>
    public void Add(Guid subject, byte[] key, long forgottenBefore)
    {
        lock (_gate)
        {
            if (_forgotten != forgottenBefore || !_keys.TryAdd(subject, key))
                return;
            _oldestFirst.Enqueue(subject);
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

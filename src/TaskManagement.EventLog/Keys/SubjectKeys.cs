using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Keys;

/// <summary>Keys of persons: wrapped in the database, plain in a bounded cache.</summary>
internal sealed class SubjectKeys(
    IDatabase database,
    IMasterKey masterKey,
    IRandomBytes random,
    TimeProvider time,
    IOptions<StorageOptions> options) : ISubjectKeys
{
    private const string Select = "SELECT wrapped_key FROM subject_keys WHERE subject = @p0";

    private const string Insert =
        "INSERT INTO subject_keys (subject, wrapped_key) VALUES (@p0, @p1) ON CONFLICT (subject) DO NOTHING";

    private readonly SubjectKeyCache _cache = new(
        options.Value.SubjectKeysCachedMax, TimeSpan.FromMinutes(options.Value.SubjectKeysCachedMinutes), time);

    /// <summary>The key where it is in memory.</summary>
    public byte[]? FindCached(Guid subject) => _cache.Find(subject);

    public async ValueTask<byte[]?> FindAsync(Guid subject, bool create)
    {
        if (_cache.Find(subject) is { } cached)
            return cached;
        var forgotten = _cache.Forgotten;
        var key = await ReadAsync(subject);
        if (key is null && create)
        {
            // Durable before it seals anything; of two who make one at the same time, both read the first.
            await database.WriteAsync([new Statement(Insert, subject, masterKey.Wrap(Purpose(subject), NewKey()))]);
            key = await ReadAsync(subject);
        }

        if (key is not null)
            _cache.Add(subject, key, forgotten);
        return key;
    }

    public async Task DestroyAsync(Guid subject)
    {
        await database.WriteAsync([Erasure.OfKey(subject)]);
        Forget(subject);
        await database.ScrubAsync(Erased.SubjectKeys);
    }

    /// <summary>Takes the key out of memory; the next to ask reads what the database has.</summary>
    public void Forget(Guid subject) => _cache.Forget(subject);

    /// <summary>What the key of a person is wrapped for, so that no row can be put in another's place.</summary>
    internal static string Purpose(Guid subject) => $"subject-key:{subject:D}";

    private async Task<byte[]?> ReadAsync(Guid subject)
    {
        var wrapped = await database.ReadAsync(new Statement(Select, subject), row => row.GetFieldValue<byte[]>(0));
        return wrapped.IsEmpty ? null : masterKey.Unwrap(Purpose(subject), wrapped[0]);
    }

    private byte[] NewKey()
    {
        var key = new byte[SealedBytes.KeyBytes];
        random.Fill(key);
        return key;
    }
}

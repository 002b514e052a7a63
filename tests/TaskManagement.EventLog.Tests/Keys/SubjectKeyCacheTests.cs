using TaskManagement.EventLog.Keys;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.Keys;

public sealed class SubjectKeyCacheTests
{
    private static readonly byte[] Key = [1, 2, 3];
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Find_WhenItsTimeIsOver_ThenNoKeyIsLeftInMemory()
    {
        var cache = new SubjectKeyCache(keysMax: 10, TimeSpan.FromMinutes(5), _time);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        cache.Add(first, Key, 0);
        _time.Advance(TimeSpan.FromMinutes(3));
        cache.Add(second, Key, 0);
        Assert.NotNull(cache.Find(first));
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.NotNull(cache.Find(second));
        Assert.Equal(1, cache.Count);
        Assert.Null(cache.Find(first));
    }

    [Fact]
    public void Add_WhenOneWasForgottenAndReadAgain_ThenTheBoundHoldsAndTheNewestStay()
    {
        var cache = new SubjectKeyCache(keysMax: 2, TimeSpan.FromMinutes(5), _time);
        var (first, second, third) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        cache.Add(first, Key, 0);
        cache.Add(second, Key, 0);
        cache.Forget(first);
        cache.Add(first, Key, cache.Forgotten);
        cache.Add(third, Key, cache.Forgotten);

        Assert.Null(cache.Find(second));
        Assert.NotNull(cache.Find(first));
        Assert.NotNull(cache.Find(third));
    }

    [Fact]
    public void Add_WhenAKeyWasForgottenSinceItWasRead_ThenItStaysOut()
    {
        var cache = new SubjectKeyCache(keysMax: 2, TimeSpan.FromMinutes(5), _time);
        var before = cache.Forgotten;
        cache.Forget(Guid.CreateVersion7());
        var subject = Guid.CreateVersion7();
        cache.Add(subject, Key, before);

        Assert.Null(cache.Find(subject));
    }
}

using System.Security.Cryptography;
using TaskManagement.EventLog.Keys;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Keys;

public sealed class MasterKeyTests
{
    private static readonly byte[] Plain = [1, 2, 3];

    [Fact]
    public void Unwrap_WhenSamePurpose_ThenPlain()
    {
        var key = NewKey(1);
        var first = key.Wrap("signing", Plain);
        var second = key.Wrap("signing", Plain);

        Assert.Equal(Plain, key.Unwrap("signing", first));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Unwrap_WhenPurposeKeyOrBytesAreOthers_ThenRefused()
    {
        var key = NewKey(1);
        var wrapped = key.Wrap("signing", Plain);
        var changed = wrapped.ToArray();
        changed[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => key.Unwrap("sessions", wrapped));
        Assert.ThrowsAny<CryptographicException>(() => NewKey(2).Unwrap("signing", wrapped));
        Assert.ThrowsAny<CryptographicException>(() => key.Unwrap("signing", changed));
        Assert.ThrowsAny<CryptographicException>(() => key.Unwrap("signing", wrapped.AsSpan(0, 5)));
    }

    [Fact]
    public void Pseudonym_WhenSameTextAndPurpose_ThenTheSameAndElseAnother()
    {
        var name = NewKey(1).Pseudonym("email", "ada@example.org");

        Assert.Matches("^[0-9a-f]{32}$", name);
        Assert.Equal(name, NewKey(1).Pseudonym("email", "ada@example.org"));
        Assert.NotEqual(name, NewKey(1).Pseudonym("handle", "ada@example.org"));
        Assert.NotEqual(name, NewKey(1).Pseudonym("email", "bob@example.org"));
        Assert.NotEqual(name, NewKey(2).Pseudonym("email", "ada@example.org"));
    }

    [Fact]
    public void Pseudonym_WhenTheKeyIsKnown_ThenFrozen() =>
        Assert.Equal("f653ad2f8e673780644a963f6d141b8a", NewKey(1).Pseudonym("email", "ada@example.org"));

    private static MasterKey NewKey(byte fill)
    {
        var key = new MasterKey(new SeededRandomBytes(fill));
        key.Use([.. Enumerable.Repeat(fill, 32)]);
        return key;
    }
}

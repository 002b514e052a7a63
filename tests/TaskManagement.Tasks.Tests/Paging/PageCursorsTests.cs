using System.Buffers.Text;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using TaskManagement.EventLog.Keys;
using TaskManagement.Tasks.Paging;

namespace TaskManagement.Tasks.Tests.Paging;

public sealed class PageCursorsTests
{
    private static readonly PageCursors Cursors = new(new OpenKey());

    [Property]
    public void Read_WhenWritten_ThenTheSamePlace(NonNull<string> query, NonNull<string> key, Guid id) => Assert.Equal(
        [Storable(key.Get), id.ToString()],
        Cursors.Read(query.Get, Cursors.Write(query.Get, Storable(key.Get), id.ToString()))!);

    [Property]
    public void Read_WhenOfAnotherQuery_ThenNone(NonNull<string> query, NonNull<string> other) => Assert.True(
        query.Get == other.Get || Cursors.Read(other.Get, Cursors.Write(query.Get, "place")) is null);

    [Property]
    public void Read_WhenGarbage_ThenNone(NonNull<string> garbage) => Assert.Null(Cursors.Read("query", garbage.Get));

    [Fact]
    public void Read_WhenAnyByteIsChanged_ThenNone()
    {
        var bytes = Base64Url.DecodeFromChars(Cursors.Write("query", "4711", "place"));

        Assert.All(Enumerable.Range(0, bytes.Length), index =>
        {
            var changed = bytes.ToArray();
            changed[index] ^= 1;
            Assert.Null(Cursors.Read("query", Base64Url.EncodeToString(changed)));
        });
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[1,2]")]
    [InlineData("{}")]
    [InlineData("[[")]
    public void Read_WhenTheJsonIsAnother_ThenNone(string json) =>
        Assert.Null(Cursors.Read("query", Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json))));

    // Half a surrogate pair has no UTF-8; keys come from stored texts, which have none.
    private static string Storable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private sealed class OpenKey : IMasterKey
    {
        public byte[] Wrap(string purpose, ReadOnlySpan<byte> plain) => throw new NotSupportedException();

        public byte[] Unwrap(string purpose, ReadOnlySpan<byte> sealedBytes) => throw new NotSupportedException();

        public string Pseudonym(string purpose, string text) => Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(Encoding.Unicode.GetBytes($"{purpose}|{text}")))[..32];
    }
}

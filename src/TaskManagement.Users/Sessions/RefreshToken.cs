using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Users.Sessions;

/// <summary>
/// A refresh token: user, session and 32 random bytes, in base64url. The ids lead to the session's grain; the random
/// bytes are the secret. The server keeps no more than its hash.
/// </summary>
internal sealed record RefreshToken
{
    private const int IdBytes = 16;
    private const int SecretBytes = 32;
    private const int Bytes = IdBytes + IdBytes + SecretBytes;

    private RefreshToken(UserId user, SessionId session, string text) => (User, Session, Text) = (user, session, text);

    /// <summary>Whose session it is.</summary>
    public UserId User { get; }

    /// <summary>The session.</summary>
    public SessionId Session { get; }

    /// <summary>The token as the client keeps it.</summary>
    public string Text { get; }

    /// <summary>SHA-256, hex. A fast hash is enough: nobody guesses 32 random bytes.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Text)));

    /// <summary>Makes a new one. Secrets are no chance of the domain, so they do not come in the command.</summary>
    public static RefreshToken New(UserId user, SessionId session)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        user.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        session.Value.TryWriteBytes(bytes[IdBytes..], bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes[(2 * IdBytes)..]);
        return new RefreshToken(user, session, Base64Url.EncodeToString(bytes));
    }

    /// <summary>Reads what a client sent; <c>null</c> where no token looks like that.</summary>
    public static RefreshToken? Read(string? text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text is null || text.Length != Base64Url.GetEncodedLength(Bytes)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Bytes)
            return null;
        return new RefreshToken(
            new UserId(new Guid(bytes[..IdBytes], bigEndian: true)),
            new SessionId(new Guid(bytes[IdBytes..(2 * IdBytes)], bigEndian: true)),
            text);
    }

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => nameof(RefreshToken);
}

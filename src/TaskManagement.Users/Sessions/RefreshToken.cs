using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Users.Sessions;

/// <summary>
/// A refresh token: user, session, 32 random bytes that all tokens of the session share, and 32 of its own, all in
/// base64url. The ids lead to the session's grain, and access tokens show them too. The shared bytes prove that whoever
/// sends them was given a token of this session; its own tell whether it is the newest. The server keeps only hashes.
/// </summary>
internal sealed record RefreshToken
{
    private const int IdBytes = 16;
    private const int SecretBytes = 32;
    private const int FamilyAt = IdBytes + IdBytes;
    private const int SecretAt = FamilyAt + SecretBytes;
    private const int Bytes = SecretAt + SecretBytes;

    private readonly byte[] _bytes;

    private RefreshToken(byte[] bytes) => (_bytes, Text) = (bytes, Base64Url.EncodeToString(bytes));

    /// <summary>Whose session it is.</summary>
    public UserId User => new(new Guid(_bytes.AsSpan(0, IdBytes), bigEndian: true));

    /// <summary>The session.</summary>
    public SessionId Session => new(new Guid(_bytes.AsSpan(IdBytes, IdBytes), bigEndian: true));

    /// <summary>The token as the client keeps it.</summary>
    public string Text { get; }

    /// <summary>SHA-256, hex. A fast hash is enough: nobody guesses 32 random bytes.</summary>
    public string Hash => HashOf(_bytes);

    /// <summary>The same of what the session's tokens share.</summary>
    public string FamilyHash => HashOf(_bytes.AsSpan(0, SecretAt));

    /// <summary>
    /// Makes the first of a session. Secrets are no chance of the domain, so they do not come in the command.
    /// </summary>
    public static RefreshToken New(UserId user, SessionId session)
    {
        var bytes = new byte[Bytes];
        user.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        session.Value.TryWriteBytes(bytes.AsSpan(IdBytes), bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes.AsSpan(FamilyAt));
        return new RefreshToken(bytes);
    }

    /// <summary>Makes the one that follows it in its session.</summary>
    public RefreshToken Next()
    {
        var bytes = _bytes.ToArray();
        RandomNumberGenerator.Fill(bytes.AsSpan(SecretAt));
        return new RefreshToken(bytes);
    }

    /// <summary>Reads what a client sent; <c>null</c> where no token looks like that.</summary>
    public static RefreshToken? Read(string? text)
    {
        var bytes = new byte[Bytes];
        if (text is null || text.Length != Base64Url.GetEncodedLength(Bytes)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Bytes)
            return null;
        return new RefreshToken(bytes);
    }

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => nameof(RefreshToken);

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

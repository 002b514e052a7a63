using System.Collections.Immutable;

namespace TaskManagement.Users.Tokens;

/// <summary>The keys that sign access tokens. Key 0.</summary>
[Alias("ISigningKeysGrain")]
internal interface ISigningKeysGrain : IGrainWithIntegerKey
{
    /// <summary>All keys, newest first; the newest signs. There is at least one.</summary>
    [Alias("All")]
    Task<ImmutableArray<SigningKey>> All();
}

/// <summary>The keys of the installation.</summary>
[GenerateSerializer, Immutable, Alias("SigningKeysState")]
internal sealed record SigningKeysState
{
    /// <summary>Newest first.</summary>
    [Id(0)]
    public ImmutableArray<SigningKey> Keys { get; init; } = [];
}

/// <summary>A key pair of P-256. The private half leaves the grain as it lies in the storage: wrapped.</summary>
/// <param name="KeyId">The thumbprint of the public half (RFC 7638).</param>
/// <param name="X">A coordinate of the public half, base64url.</param>
/// <param name="Y">The other coordinate.</param>
/// <param name="WrappedPrivateKey">PKCS #8, wrapped with the master key.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
[GenerateSerializer, Immutable, Alias("SigningKey")]
internal sealed record SigningKey(
    string KeyId, string X, string Y, ImmutableArray<byte> WrappedPrivateKey, DateTimeOffset CreatedAt);

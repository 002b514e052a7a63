using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace TaskManagement.Api.Auth;

/// <summary>
/// Remembers tokens that were verified, by their SHA-256, until they expire: verifying an ES256 signature costs more
/// than most answers do. Two generations bound it: when the younger one is full, the elder one is forgotten.
/// </summary>
internal sealed class VerifiedTokens(IOptions<ApiOptions> options, TimeProvider clock)
{
    private readonly int _generationMax = options.Value.VerifiedTokensMax / 2;
    private readonly Lock _ageing = new();
    private volatile ConcurrentDictionary<Digest, TokenValidationResult> _younger = new();
    private volatile ConcurrentDictionary<Digest, TokenValidationResult> _elder = new();

    /// <summary>What verifying this token came to, where it was verified before and still holds.</summary>
    public TokenValidationResult? Find(string token)
    {
        var digest = DigestOf(token);
        if (!_younger.TryGetValue(digest, out var result) && !_elder.TryGetValue(digest, out result))
            return null;
        return result.SecurityToken.ValidTo > clock.GetUtcNow().UtcDateTime ? result : null;
    }

    /// <summary>Remembers a token that is valid.</summary>
    public void Add(string token, TokenValidationResult result)
    {
        _younger[DigestOf(token)] = result;
        if (_younger.Count < _generationMax)
            return;
        lock (_ageing)
        {
            if (_younger.Count >= _generationMax)
                (_elder, _younger) = (_younger, new ConcurrentDictionary<Digest, TokenValidationResult>());
        }
    }

    private static Digest DigestOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return new Digest(
            BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }

    private readonly record struct Digest(UInt128 High, UInt128 Low);
}

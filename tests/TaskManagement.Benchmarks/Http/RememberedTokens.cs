using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Benchmarks.Http;

/// <summary>Verifies a token once and knows it by its hash from then on, as the front end does.</summary>
internal sealed class RememberedTokens(IList<SecurityKey> keys) : TokenHandler
{
    private readonly JsonWebTokenHandler _inner = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, TokenValidationResult> _verified = new();

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token, TokenValidationParameters validationParameters)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (_verified.TryGetValue(hash, out var known) && known.SecurityToken.ValidTo > TimeProvider.System.GetUtcNow())
            return known;
        validationParameters.IssuerSigningKeys = keys;
        validationParameters.ValidIssuer = AccessTokenFormat.IssuerDefault;
        validationParameters.ValidAudience = AccessTokenFormat.IssuerDefault;
        var result = await _inner.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
            _verified[hash] = result;
        return result;
    }
}

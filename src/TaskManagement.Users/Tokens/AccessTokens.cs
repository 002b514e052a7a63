using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Keys;
using TaskManagement.Users.Sessions;

namespace TaskManagement.Users.Tokens;

/// <summary>Makes access tokens: JWTs for access (RFC 9068), signed with ES256.</summary>
internal sealed class AccessTokens(IMasterKey master, IOptions<AuthOptions> options, TimeProvider clock)
{
    private const string MediaType = "at+jwt";
    private const int TokenIdBytes = 16;

    // Signature providers that the library keeps would outlive the private key that they were made of.
    private static readonly CryptoProviderFactory Uncached = new() { CacheSignatureProviders = false };

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    private TimeSpan Lifetime => TimeSpan.FromMinutes(options.Value.AccessTokenMinutes);

    /// <summary>The answer to a log-in or a refresh.</summary>
    public TokenPair Pair(SigningKey key, RefreshToken refresh, ImmutableArray<string> roles) => new(
        Sign(key, refresh.User, refresh.Session, roles), refresh.Text, "Bearer", (int)Lifetime.TotalSeconds);

    private string Sign(SigningKey key, UserId user, SessionId session, ImmutableArray<string> roles)
    {
        using var pair = SigningKeyPair.Open(key, master);
        var now = clock.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = MediaType,
            Issuer = options.Value.Issuer,
            Audience = options.Value.Audience,
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object>
            {
                [AccessTokenFormat.SubjectClaim] = user.ToString(),
                [JwtRegisteredClaimNames.Jti] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenIdBytes)),
                [AccessTokenFormat.SessionClaim] = session.ToString(),
                [AccessTokenFormat.RolesClaim] = roles.ToArray(),
            },
            SigningCredentials = new SigningCredentials(
                new ECDsaSecurityKey(pair) { KeyId = key.KeyId, CryptoProviderFactory = Uncached },
                AccessTokenFormat.Algorithm),
        });
    }
}

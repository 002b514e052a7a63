using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Auth;

/// <summary>
/// Verifies access tokens: the key by its id, then signature, issuer, audience, lifetime, subject; and that the session
/// has not ended, which is asked of the memory each time.
/// </summary>
internal sealed class AccessTokenHandler(
    VerificationKeys keys, VerifiedTokens verified, KnownRevocations revocations) : TokenHandler
{
    /// <summary>Ours are below a kilobyte; a huge one is not worth parsing.</summary>
    private const int TokenBytesMax = 8 << 10;

    private readonly JsonWebTokenHandler _inner = new()
    {
        MapInboundClaims = false,
        MaximumTokenSizeInBytes = TokenBytesMax,
    };

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token, TokenValidationParameters validationParameters)
    {
        var result = verified.Find(token) ?? await VerifyAsync(token, validationParameters);
        return result.IsValid && CallerClaims.SessionOf(result.ClaimsIdentity) is { } session
            && revocations.Contains(session.Value)
            ? new TokenValidationResult { IsValid = false, Exception = new SessionEndedException() }
            : result;
    }

    private async Task<TokenValidationResult> VerifyAsync(
        string token, TokenValidationParameters validationParameters)
    {
        if (await KeyOfAsync(token) is not { } key)
            return Refused("The token names no key of this server.");
        validationParameters.IssuerSigningKey = key;
        var result = await _inner.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return result;
        if (CallerClaims.UserOf(result.ClaimsIdentity) is null)
            return Refused("The token names no user.");
        verified.Add(token, result);
        return result;
    }

    private async ValueTask<SecurityKey?> KeyOfAsync(string token)
    {
        try
        {
            var header = new JsonWebToken(token);
            return header.Alg == AccessTokenFormat.Algorithm && header.Kid is { Length: > 0 } keyId
                ? await keys.FindAsync(keyId)
                : null;
        }
        catch (Exception error) when (error is ArgumentException or SecurityTokenException)
        {
            // Not the shape of a token.
            return null;
        }
    }

    private static TokenValidationResult Refused(string why) =>
        new() { IsValid = false, Exception = new SecurityTokenValidationException(why) };
}

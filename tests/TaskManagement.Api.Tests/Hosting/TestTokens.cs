using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Tests.Hosting;

/// <summary>Signs tokens as the accounts do.</summary>
public sealed class TestTokens
{
    private static readonly string[] Roles = ["Member", "Administrator"];

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string KeyId { get; } = "key-" + Guid.NewGuid().ToString("N");

    public VerificationKey PublicKey
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return new VerificationKey(KeyId, Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
        }
    }

    public string Sign(
        Guid user,
        DateTime? expires = null,
        string issuer = AccessTokenFormat.IssuerDefault,
        string audience = AccessTokenFormat.IssuerDefault,
        string? keyId = null,
        string subject = "",
        DateTime? notBefore = null,
        Guid session = default) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                NotBefore = notBefore,
                Expires = expires ?? DateTime.UtcNow.AddMinutes(10),
                Claims = new Dictionary<string, object>
                {
                    [AccessTokenFormat.SubjectClaim] = subject.Length > 0 ? subject : user.ToString("D"),
                    [AccessTokenFormat.RolesClaim] = Roles,
                    [AccessTokenFormat.SessionClaim] = session.ToString("D"),
                },
                SigningCredentials = new SigningCredentials(
                    new ECDsaSecurityKey(_key) { KeyId = keyId ?? KeyId }, AccessTokenFormat.Algorithm),
            });
}

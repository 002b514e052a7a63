using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Keys;
using TaskManagement.Users.Sessions;
using TaskManagement.Users.Tokens;

namespace TaskManagement.Users.Tests.Tokens;

public sealed class AccessTokensTests
{
    private static readonly UserId User = new(DerivedId.FromParts("ada"));
    private static readonly SessionId Session = new(DerivedId.FromParts("session"));

    private readonly FixedKey _master = new();
    private readonly AuthOptions _options = new() { AccessTokenMinutes = 7, Issuer = "us", Audience = "them" };
    private readonly RefreshToken _refresh = RefreshToken.New(User, Session);
    private readonly SigningKey _key;

    public AccessTokensTests() => _key = SigningKeyPair.Make(_master, Fixtures.Noon);

    [Fact]
    public void Pair_WhenMade_ThenClaimsSayWhoAndUntilWhen()
    {
        var pair = Pair();
        var claims = Part(pair.AccessToken, 1);

        Assert.Equal(("Bearer", 420, _refresh.Text), (pair.TokenType, pair.ExpiresIn, pair.RefreshToken));
        Assert.Equal($"{User}", claims.GetProperty("sub").GetString());
        Assert.Equal($"{Session}", claims.GetProperty("sid").GetString());
        Assert.Equal("us", claims.GetProperty("iss").GetString());
        Assert.Equal("them", claims.GetProperty("aud").GetString());
        Assert.Equal(Fixtures.Noon.ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        Assert.Equal(Fixtures.Noon.AddMinutes(7).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
        Assert.Equal(["Member"], claims.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
    }

    [Fact]
    public void Pair_WhenMade_ThenHeaderNamesKeyAndAlgorithm()
    {
        var header = Part(Pair().AccessToken, 0);

        Assert.Equal("ES256", header.GetProperty("alg").GetString());
        Assert.Equal("at+jwt", header.GetProperty("typ").GetString());
        Assert.Equal(_key.KeyId, header.GetProperty("kid").GetString());
    }

    [Fact]
    public void Pair_WhenMadeTwice_ThenTokensDiffer() =>
        Assert.NotEqual(TokenIdOf(Pair()), TokenIdOf(Pair()));

    [Fact]
    public async Task Pair_WhenMade_ThenThePublicHalfVerifiesIt()
    {
        var result = await ValidateAsync(Pair().AccessToken, _key);

        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Fact]
    public async Task Pair_WhenTamperedWith_ThenItIsRefused()
    {
        var parts = Pair().AccessToken.Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]))
            .Replace("Member", "Administrator", StringComparison.Ordinal);
        parts[1] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));

        Assert.False((await ValidateAsync(string.Join('.', parts), _key)).IsValid);
    }

    [Fact]
    public async Task Pair_WhenAnotherKeySigned_ThenItIsRefused()
    {
        var other = SigningKeyPair.Make(_master, Fixtures.Noon);

        Assert.False((await ValidateAsync(Pair().AccessToken, other with { KeyId = _key.KeyId })).IsValid);
    }

    [Fact]
    public void Make_WhenStored_ThenThePrivateHalfIsWrappedForItsPurpose()
    {
        Assert.Equal("signing-key", _master.Purpose);
        Assert.NotEqual(_key.KeyId, SigningKeyPair.Make(_master, Fixtures.Noon).KeyId);
    }

    [Fact]
    public void State_WhenWrittenAndRead_ThenTheKeyStillOpens()
    {
        var json = JsonSerializer.Serialize(new SigningKeysState { Keys = [_key] }, JsonSerializerOptions.Web);

        var read = JsonSerializer.Deserialize<SigningKeysState>(json, JsonSerializerOptions.Web)!.Keys.Single();

        Assert.Equal(_key.KeyId, read.KeyId);
        using var pair = SigningKeyPair.Open(read, _master);
        Assert.Equal(read.X, Base64Url.EncodeToString(pair.ExportParameters(false).Q.X));
    }

    private static string? TokenIdOf(TokenPair pair) => Part(pair.AccessToken, 1).GetProperty("jti").GetString();

    private static JsonElement Part(string token, int index) =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[index])).RootElement;

    private TokenPair Pair() => new AccessTokens(_master, Options.Create(_options), new StoppedClock())
        .Pair(_key, _refresh, ["Member"]);

    private static async Task<TokenValidationResult> ValidateAsync(string token, SigningKey key)
    {
        using var pair = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(key.X), Y = Base64Url.DecodeFromChars(key.Y) },
        });
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "us",
            ValidAudience = "them",
            IssuerSigningKey = new ECDsaSecurityKey(pair)
            {
                KeyId = key.KeyId,
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
            ValidAlgorithms = ["ES256"],
            LifetimeValidator = (_, expires, _, _) => expires > Fixtures.Noon.UtcDateTime,
        });
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Fixtures.Noon;
    }

    private sealed class FixedKey : IMasterKey
    {
        public string? Purpose { get; private set; }

        public byte[] Wrap(string purpose, ReadOnlySpan<byte> plain)
        {
            Purpose = purpose;
            var wrapped = plain.ToArray();
            Array.Reverse(wrapped);
            return wrapped;
        }

        public byte[] Unwrap(string purpose, ReadOnlySpan<byte> sealedBytes) => Wrap(purpose, sealedBytes);

        public string Pseudonym(string purpose, string text) => $"{purpose}-{text}";
    }
}

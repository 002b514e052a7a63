using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Tests.Auth;

public sealed class TokenTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string Route = $"/api/v1/tasks/{Guid.CreateVersion7()}";

    [Theory]
    [InlineData(null, "unauthenticated")]
    [InlineData("Basic dXNlcjpwYXNz", "unauthenticated")]
    [InlineData("Bearer nonsense", "token_invalid")]
    [InlineData("Bearer a.b.c", "token_invalid")]
    public async Task Get_WhenHeaderHoldsNoToken_ThenUnauthenticated(string? header, string code)
    {
        using var client = host.ClientWith(null);
        if (header is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var response = await client.GetAsync(Route);
        await ApiHost.ProblemOfAsync(response, 401, code);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Get_WhenTokenIsValid_ThenCallerIsWhoItNames()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), call => Samples.Answer(Samples.Task((Guid)call.Key)));
        for (var i = 0; i < 2; i++)
        {
            using var response = await host.Client.GetAsync(Route);
            Assert.Equal(200, (int)response.StatusCode);
            var caller = host.Grains.Calls.Last(call => call.Method == nameof(ITaskGrain.Get)).Argument<Caller>();
            Assert.Equal(host.User, caller.UserId.Value);
            Assert.Equal(["Member", "Administrator"], caller.Roles.ToArray());
        }
    }

    [Fact]
    public Task Get_WhenTokenHasExpired_ThenSaysSo() =>
        RefusedAsync(host.Tokens.Sign(host.User, expires: DateTime.UtcNow.AddMinutes(-5)), "token_expired");

    [Fact]
    public async Task Get_WhenTheSessionEnds_ThenItsTokenIsRefusedAndThoseOfOthersAreNot()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), call => Samples.Answer(Samples.Task((Guid)call.Key)));
        var (ended, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var client = host.ClientWith(host.Tokens.Sign(host.User, session: ended));
        using var before = await client.GetAsync(Route);
        Assert.Equal(200, (int)before.StatusCode);

        host.Revoked = new RevocationNews(1, [new Revocation(1, ended, DateTimeOffset.UtcNow.AddMinutes(11))]);
        await host.Services.GetRequiredService<KnownRevocations>().AskAsync(CancellationToken.None);

        await RefusedAsync(host.Tokens.Sign(host.User, session: ended), "session_ended");
        using var after = await client.GetAsync(Route);
        await ApiHost.ProblemOfAsync(after, 401, "session_ended");
        using var others = host.ClientWith(host.Tokens.Sign(host.User, session: other));
        using var goesOn = await others.GetAsync(Route);
        Assert.Equal(200, (int)goesOn.StatusCode);
    }

    [Fact]
    public Task Get_WhenTokenIsNotYetValid_ThenInvalid() =>
        RefusedAsync(host.Tokens.Sign(host.User, notBefore: DateTime.UtcNow.AddMinutes(5)), "token_invalid");

    [Fact]
    public Task Get_WhenIssuerIsAnother_ThenInvalid() =>
        RefusedAsync(host.Tokens.Sign(host.User, issuer: "someone"), "token_invalid");

    [Fact]
    public Task Get_WhenAudienceIsAnother_ThenInvalid() =>
        RefusedAsync(host.Tokens.Sign(host.User, audience: "something"), "token_invalid");

    [Fact]
    public Task Get_WhenSignedWithAnotherKeyOfTheSameId_ThenInvalid() =>
        RefusedAsync(new TestTokens().Sign(host.User, keyId: host.Tokens.KeyId), "token_invalid");

    [Fact]
    public Task Get_WhenKeyIsUnknown_ThenInvalid() => RefusedAsync(new TestTokens().Sign(host.User), "token_invalid");

    [Theory]
    [InlineData("nobody")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public Task Get_WhenSubjectIsNoUser_ThenInvalid(string subject) =>
        RefusedAsync(host.Tokens.Sign(host.User, subject: subject), "token_invalid");

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("ES384")]
    public Task Get_WhenAlgorithmIsAnother_ThenInvalid(string algorithm)
    {
        var parts = host.Tokens.Sign(host.User).Split('.');
        var header = Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","kid":"{{host.Tokens.KeyId}}","typ":"JWT"}""");
        var signature = algorithm.Equals("none", StringComparison.OrdinalIgnoreCase) ? "" : parts[2];
        return RefusedAsync($"{header}.{parts[1]}.{signature}", "token_invalid");
    }

    [Fact]
    public Task Get_WhenPayloadIsChanged_ThenInvalid()
    {
        var parts = host.Tokens.Sign(host.User).Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace(
            host.User.ToString("D"), Guid.CreateVersion7().ToString("D"), StringComparison.Ordinal);
        return RefusedAsync($"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}", "token_invalid");
    }

    [Fact]
    public Task Get_WhenTokenIsHuge_ThenInvalid() =>
        RefusedAsync(host.Tokens.Sign(host.User, issuer: new string('x', 10_000)), "token_invalid");

    [Fact]
    public async Task Get_WhenVerifiedTokenExpires_ThenNoLongerTaken()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), call => Samples.Answer(Samples.Task((Guid)call.Key)));
        var token = host.Tokens.Sign(host.User, expires: DateTime.UtcNow.AddMinutes(2));
        using var client = host.ClientWith(token);
        using (var before = await client.GetAsync(Route))
            Assert.Equal(200, (int)before.StatusCode);
        host.Clock.Offset = TimeSpan.FromMinutes(3);
        try
        {
            using var after = await client.GetAsync(Route);
            await ApiHost.ProblemOfAsync(after, 401, "token_expired");
        }
        finally
        {
            host.Clock.Offset = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task Keys_WhenAskedFor_ThenArePublicAndCacheable()
    {
        using var client = host.ClientWith(null);
        using var response = await client.GetAsync("/.well-known/jwks.json");
        var key = (await ApiHost.BodyOfAsync(response)).GetProperty("keys")[0];
        Assert.Equal(host.Tokens.KeyId, key.GetProperty("kid").GetString());
        Assert.Equal("ES256", key.GetProperty("alg").GetString());
        Assert.False(key.TryGetProperty("d", out _));
        Assert.True(response.Headers.CacheControl?.Public);
    }

    [Fact]
    public async Task LogIn_WhenRefused_ThenUnauthenticatedAndNothingIsStored()
    {
        host.Grains.When<IAccountsGrain>(nameof(IAccountsGrain.LogIn), _ => Task.FromResult<Result<TokenPair>>(
            new Refusal("credentials_invalid", "Address or password is wrong.", RefusalKind.Unauthenticated)));
        using var client = host.ClientWith(null);
        using var response = await client.PostAsync(
            "/api/v1/auth/login", ApiHost.Json("""{"email":"a@example.org","password":"secret"}"""));
        var problem = await ApiHost.ProblemOfAsync(response, 401, "credentials_invalid");
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Request_WhenTheKeysCannotBeHad_ThenTheTokenIsNotBlamed()
    {
        host.Grains.When<IAccountsGrain>(nameof(IAccountsGrain.VerificationKeys), _ =>
            Task.FromException<ImmutableArray<VerificationKey>>(new DatabaseReadException("away")));
        using var client = host.ClientWith(new TestTokens().Sign(host.User));
        using var response = await client.GetAsync(Route);
        await ApiHost.ProblemOfAsync(response, 503, "storage_unavailable");
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        Assert.Empty(response.Headers.WwwAuthenticate);
        host.Grains.When<IAccountsGrain>(nameof(IAccountsGrain.VerificationKeys), _ =>
            Task.FromResult<ImmutableArray<VerificationKey>>([host.Tokens.PublicKey]));
    }

    private async Task RefusedAsync(string token, string code)
    {
        using var client = host.ClientWith(token);
        using var response = await client.GetAsync(Route);
        await ApiHost.ProblemOfAsync(response, 401, code);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }
}

using System.Collections.Immutable;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Auth;

/// <summary>The way in. Answers are never stored: they hold tokens.</summary>
internal static class AuthEndpoints
{
    private const int JwksAgeSecondsMax = 300;

    public static void Map(IEndpointRouteBuilder root, IEndpointRouteBuilder api)
    {
        root.MapRead("/.well-known/jwks.json", Keys, new RouteDescription("The public keys that verify access tokens")
        {
            Answer = typeof(KeySet),
        }).AllowAnonymous();
        api.MapWrite(HttpMethods.Post, "/auth/register", Register, new RouteDescription("Make an account")
        {
            Remarks = "The first account of an installation administers it.",
            Body = typeof(RegisterBody),
            Answer = typeof(UserProfile),
            Status = StatusCodes.Status201Created,
            HasVersion = true,
        }).AllowAnonymous();
        api.MapWrite(HttpMethods.Post, "/auth/login", LogIn, new RouteDescription("Log in with address and password")
        {
            Body = typeof(LogInBody),
            Answer = typeof(TokenPair),
        }).AllowAnonymous();
        api.MapWrite(HttpMethods.Post, "/auth/refresh", Refresh, new RouteDescription("Exchange a refresh token")
        {
            Remarks = "The refresh token is good for one exchange; using it twice ends the session.",
            Body = typeof(RefreshTokenBody),
            Answer = typeof(TokenPair),
        }).AllowAnonymous();
        api.MapWrite(HttpMethods.Post, "/auth/logout", LogOut, new RouteDescription("End a session")
        {
            Remarks = "A token that is unknown or spent is no error.",
            Body = typeof(RefreshTokenBody),
            Status = StatusCodes.Status204NoContent,
        }).AllowAnonymous();
    }

    private static async Task<Answer> Keys(ApiRequest request)
    {
        var keys = await Accounts(request).VerificationKeys();
        return Answer.Ok(new KeySet([.. keys.Select(PublicKey.Of)])) with
        {
            CacheControl = $"public, max-age={JwksAgeSecondsMax}",
        };
    }

    private static async Task<Answer> Register(ApiRequest request)
    {
        var body = await request.BodyAsync<RegisterBody>();
        var user = await request.SendAsync(context => Accounts(request).Register(context, body.ToCommand()));
        return Answer.Created(user, $"{ApiRoutes.Prefix}/users/{user.Id}", user.Version);
    }

    private static async Task<Answer> LogIn(ApiRequest request)
    {
        var body = await request.BodyAsync<LogInBody>();
        var command = new LogIn(body.Email, body.Password, ClientOrigins.Of(request.Http));
        return Answer.Ok(await request.SendAsync(context => Accounts(request).LogIn(context, command)));
    }

    private static async Task<Answer> Refresh(ApiRequest request)
    {
        var body = await request.BodyAsync<RefreshTokenBody>();
        return Answer.Ok(await request.SendAsync(context => Accounts(request).Refresh(context, body.RefreshToken)));
    }

    private static async Task<Answer> LogOut(ApiRequest request)
    {
        var body = await request.BodyAsync<RefreshTokenBody>();
        await request.SendAsync(context => Accounts(request).LogOut(context, body.RefreshToken));
        return Answer.Empty;
    }

    private static IAccountsGrain Accounts(ApiRequest request) => request.Grains.GetGrain<IAccountsGrain>(0);

    /// <summary>A JSON Web Key Set (RFC 7517 §5).</summary>
    private sealed record KeySet(ImmutableArray<PublicKey> Keys);

    /// <summary>A public key on P-256 (RFC 7518 §6.2).</summary>
    private sealed record PublicKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg)
    {
        public static PublicKey Of(VerificationKey key) => new("EC", "P-256", key.X, key.Y, key.KeyId, "sig", "ES256");
    }
}

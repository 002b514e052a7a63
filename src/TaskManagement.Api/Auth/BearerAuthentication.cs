using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Auth;

/// <summary>Authentication by access token: only ES256, our keys, issuer and audience.</summary>
internal static class BearerAuthentication
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<VerificationKeys>();
        services.AddSingleton<VerifiedTokens>();
        services.AddSingleton<KnownRevocations>();
        services.AddHostedService(provider => provider.GetRequiredService<KnownRevocations>());
        services.AddSingleton<AccessTokenHandler>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<AccessTokenHandler, TimeProvider>((options, handler, clock) =>
            {
                options.MapInboundClaims = false;
                options.IncludeErrorDetails = false;
                options.TokenHandlers.Clear();
                options.TokenHandlers.Add(handler);
                options.TokenValidationParameters = Parameters(configuration, clock);
                options.Events = new JwtBearerEvents { OnChallenge = ChallengeAsync };
            });
    }

    private static TokenValidationParameters Parameters(IConfiguration configuration, TimeProvider clock) => new()
    {
        ValidAlgorithms = [AccessTokenFormat.Algorithm],
        ValidIssuer = configuration[AccessTokenFormat.IssuerSetting] ?? AccessTokenFormat.IssuerDefault,
        ValidAudience = configuration[AccessTokenFormat.AudienceSetting] ?? AccessTokenFormat.IssuerDefault,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        ValidateIssuerSigningKey = true,
        TryAllIssuerSigningKeys = false,
        RoleClaimType = AccessTokenFormat.RolesClaim,
        // The library asks the system's clock, which a test cannot turn.
        LifetimeValidator = (notBefore, expires, _, _) =>
            LifetimeHolds(clock.GetUtcNow().UtcDateTime, notBefore, expires),
    };

    private static bool LifetimeHolds(DateTime now, DateTime? notBefore, DateTime? expires)
    {
        if (expires is not { } end || notBefore > now + ClockSkew)
            return false;
        return end + ClockSkew > now
            ? true
            : throw new SecurityTokenExpiredException { Expires = end };
    }

    private static Task ChallengeAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        return ProblemWriter.WriteAsync(context.HttpContext, context.AuthenticateFailure switch
        {
            null => ApiProblems.Unauthenticated,
            SecurityTokenExpiredException => ApiProblems.TokenExpired,
            SessionEndedException => ApiProblems.SessionEnded,

            // The keys could not be had, which says nothing about the token.
            var failure when FailureKinds.IsOfStorage(failure) => ApiProblems.StorageUnavailable,
            var failure when FailureKinds.IsTransient(failure) => ApiProblems.Unavailable,
            _ => ApiProblems.TokenInvalid,
        });
    }
}

using System.Security.Claims;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Auth;

/// <summary>The one place where claims become a caller.</summary>
internal static class CallerClaims
{
    /// <summary>The caller of a verified token; anonymous without one.</summary>
    public static Caller CallerOf(ClaimsPrincipal principal) =>
        principal.Identity is ClaimsIdentity { IsAuthenticated: true } identity && UserOf(identity) is { } user
            ? new Caller(user, [.. identity.FindAll(AccessTokenFormat.RolesClaim).Select(claim => claim.Value)])
            : Caller.Anonymous;

    /// <summary>The user that a token names, or <c>null</c> where it names none.</summary>
    /// <remarks>The empty UUID stands for the system itself and must not come from outside.</remarks>
    public static UserId? UserOf(ClaimsIdentity identity) =>
        Guid.TryParseExact(identity.FindFirst(AccessTokenFormat.SubjectClaim)?.Value, "D", out var id)
        && id != Guid.Empty
            ? new UserId(id)
            : null;

    /// <summary>The session that a token belongs to; <c>null</c> where it names none.</summary>
    public static SessionId? SessionOf(ClaimsIdentity identity) =>
        Guid.TryParseExact(identity.FindFirst(AccessTokenFormat.SessionClaim)?.Value, "D", out var id)
            ? new SessionId(id)
            : null;
}

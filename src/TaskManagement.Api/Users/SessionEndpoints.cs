using System.Collections.Immutable;
using System.Security.Claims;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Users;

/// <summary>The caller's sessions: where one is logged in, and the way to end that.</summary>
internal static class SessionEndpoints
{
    private const string AtOnce = "Its access token holds for less than a second more, its refresh token no longer. ";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/users/me/sessions", Living, new RouteDescription("The caller's sessions, by creation")
        {
            Answer = typeof(SessionsAnswer),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, "/users/me/sessions/{id}", EndOne, new RouteDescription("End a session")
        {
            Remarks = AtOnce + "One that is not there is no error.",
            Status = StatusCodes.Status204NoContent,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, "/users/me/sessions", EndOthers, new RouteDescription("End all other sessions")
        {
            Remarks = AtOnce + "The session of this request goes on.",
            Status = StatusCodes.Status204NoContent,
        }).RequireAuthorization(Policies.User);
    }

    /// <summary>The session of a request.</summary>
    public static SessionId CurrentOf(ApiRequest request) =>
        CallerClaims.SessionOf((ClaimsIdentity)request.Http.User.Identity!) ?? default;

    private static async Task<Answer> Living(ApiRequest request)
    {
        var sessions = await request.AskAsync(GrainOf(request).Living(request.Caller));
        var current = CurrentOf(request);
        return Answer.Ok(new SessionsAnswer([.. sessions.Select(session => SessionAnswer.Of(session, current))]));
    }

    private static async Task<Answer> EndOne(ApiRequest request)
    {
        var session = request.Id<SessionId>("id", "session");
        await request.SendAsync(context => GrainOf(request).EndOne(context, session));
        return Answer.Empty;
    }

    private static async Task<Answer> EndOthers(ApiRequest request)
    {
        await request.SendAsync(context => GrainOf(request).EndOthers(context, CurrentOf(request)));
        return Answer.Empty;
    }

    private static IUserSessionsGrain GrainOf(ApiRequest request) =>
        request.Grains.GetGrain<IUserSessionsGrain>(request.Caller.UserId.Value);
}

/// <summary>A session.</summary>
/// <param name="Id">The session.</param>
/// <param name="CreatedAt">When the caller logged in.</param>
/// <param name="LastUsedAt">When it last gave an access token.</param>
/// <param name="ExpiresAt">When it ends if it is not used again.</param>
/// <param name="Address">The network address at log-in.</param>
/// <param name="Agent">What the client called itself at log-in.</param>
/// <param name="Current">Whether it is the session of this request.</param>
internal sealed record SessionAnswer(
    SessionId Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset ExpiresAt,
    string? Address,
    string? Agent,
    bool Current)
{
    public static SessionAnswer Of(SessionView session, SessionId current) => new(
        session.Id,
        session.CreatedAt,
        session.LastUsedAt,
        session.ExpiresAt,
        session.Client.Address,
        session.Client.Agent,
        session.Id == current);

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => $"session {Id}";
}

/// <summary>All sessions of a user.</summary>
internal sealed record SessionsAnswer(ImmutableArray<SessionAnswer> Items);

using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Lists;
using TaskManagement.Contracts.Feeds;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Feeds;

/// <summary>
/// Calendar feeds: a list as to-dos under a secret address, which calendars read without logging in. Feeds belong to
/// whoever has made them, and show what their maker may see.
/// </summary>
internal static class FeedEndpoints
{
    private const string Thing = "feed";

    public static void Map(IEndpointRouteBuilder api)
    {
        var bounds = api.ServiceProvider.GetRequiredService<IOptions<ApiOptions>>().Value;
        api.MapRead("/feeds", All, new RouteDescription("The caller's calendar feeds, by creation")
        {
            Answer = typeof(FeedsAnswer),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/lists/{id}/feeds", Make, new RouteDescription("Make a calendar feed of a list")
        {
            Remarks = "The address holds the secret that opens the feed, and is told this once. Whoever may read the "
                + "list may make one.",
            Answer = typeof(MadeFeedAnswer),
            Status = StatusCodes.Status201Created,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, "/feeds/{id}", Revoke, new RouteDescription("Revoke a calendar feed for good")
        {
            Status = StatusCodes.Status204NoContent,
        }).RequireAuthorization(Policies.User);
        api.MapRead("/feeds/{secret}.ics", Read, new RouteDescription("A calendar feed, for calendars to subscribe to")
        {
            Remarks = "The tasks of the list that are not archived, as VTODO. Ask again with If-None-Match: as long as "
                + "nothing has changed, 304 costs little. 404 once it is revoked, or its maker may not see the list.",
            Files = ["text/calendar"],
        })
            .WithSecretAddress()
            .WithRequestTimeout(RouteTimeouts.After(bounds.ExportTimeoutSeconds))
            .AllowAnonymous();
    }

    private static async Task<Answer> All(ApiRequest request)
    {
        var feeds = await GrainOf(request).All().WaitAsync(request.Cancellation);
        return Answer.Ok(new FeedsAnswer([.. feeds.Select(FeedAnswer.Of)]));
    }

    private static async Task<Answer> Make(ApiRequest request)
    {
        var secret = FeedSecret.Make();
        FeedSecret.TryHash(secret, out var hash);
        var command = new MakeFeed(ListEndpoints.IdOf(request), hash!);
        var feed = await request.SendAsync(context => GrainOf(request).Make(context, command));
        // Of a repetition the secret is another one, and opens nothing.
        var address = feed.SecretHash == hash ? AddressOf(request.Http.Request, secret) : null;
        return new Answer(
            StatusCodes.Status201Created, new MadeFeedAnswer(feed.Id, feed.ListId, feed.CreatedAt, address));
    }

    private static async Task<Answer> Revoke(ApiRequest request)
    {
        var id = request.Id<FeedId>("id", Thing);
        await request.SendAsync(context => GrainOf(request).Revoke(context, id));
        return Answer.Empty;
    }

    private static async Task<Answer> Read(ApiRequest request)
    {
        if (!FeedSecret.TryHash((string?)request.Http.Request.RouteValues["secret"], out var hash))
            throw new ProblemException(ApiProblems.NotFound(Thing));
        var feed = await request.AskAsync(request.Grains.GetGrain<IFeedReadersGrain>(0).Open(hash));
        return new Answer(StatusCodes.Status200OK, Body: null)
        {
            Content = _ => FeedContent.WriteAsync(request, feed),
        };
    }

    private static IFeedsGrain GrainOf(ApiRequest request) =>
        request.Grains.GetGrain<IFeedsGrain>(request.Caller.UserId.Value);

    private static string AddressOf(HttpRequest request, string secret) => UriHelper.BuildAbsolute(
        request.Scheme, request.Host, request.PathBase, $"{ApiRoutes.Prefix}/feeds/{secret}.ics");
}

using System.Collections.Immutable;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Notifications;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Notifications;

/// <summary>The caller's inbox.</summary>
internal static class NotificationEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/notifications", All, new RouteDescription("The caller's notifications, newest first")
        {
            Query = PageParameters.All,
            Answer = typeof(InboxBody),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/notifications/{id}/read", Read, new RouteDescription("Mark one as read")
        {
            Answer = typeof(NotificationView),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/notifications/read-all", ReadAll, new RouteDescription("Mark all as read")
        {
            Remarks = "All that are there now; answers how many became read.",
            Answer = typeof(ReadAllOutcome),
        }).RequireAuthorization(Policies.User);
    }

    private static async Task<Answer> All(ApiRequest request)
    {
        var inbox = await request.AskAsync(Inbox(request).Get(request.Caller, request.Query.Page()));
        return Answer.Ok(new InboxBody(inbox.Page.Items, inbox.Page.NextCursor, inbox.UnreadCount));
    }

    private static async Task<Answer> Read(ApiRequest request)
    {
        var id = request.Id<NotificationId>("id", "notification");
        return Answer.Ok(await request.SendAsync(context => Inbox(request).Read(context, id)));
    }

    private static async Task<Answer> ReadAll(ApiRequest request) =>
        Answer.Ok(await request.SendAsync(context => Inbox(request).ReadAll(context)));

    private static IInboxGrain Inbox(ApiRequest request) =>
        request.Grains.GetGrain<IInboxGrain>(request.Caller.UserId.Value);

    /// <summary>A page of notifications, with the number of unread ones in the whole inbox.</summary>
    private sealed record InboxBody(ImmutableArray<NotificationView> Items, string? NextCursor, int UnreadCount);
}

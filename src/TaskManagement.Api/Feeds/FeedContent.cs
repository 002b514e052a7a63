using Microsoft.Net.Http.Headers;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Exports.Calendars;
using TaskManagement.Contracts.Feeds;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Feeds;

/// <summary>Writes a feed out of the read model: calendars ask often, and the log is for exports.</summary>
internal static class FeedContent
{
    private const string MediaType = "text/calendar; charset=utf-8";

    public static async Task WriteAsync(ApiRequest request, OpenedFeed feed)
    {
        var response = request.Http.Response;
        var tag = new EntityTagHeaderValue($"\"{feed.Stamp}\"", isWeak: true);
        response.Headers.ETag = tag.ToString();
        // A feed that is revoked must not live on in a cache: each time it is asked whether it still holds.
        response.Headers.CacheControl = "private, no-cache";
        if (IsHeld(request.Http.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var page = await PageAsync(request, feed, cursor: null);
        response.ContentType = MediaType;
        var calendar = new Calendar(response.BodyWriter, feed.List, request.Clock.GetUtcNow());
        calendar.Begin();
        while (true)
        {
            foreach (var task in page.Items)
                calendar.Add(task);
            await response.BodyWriter.FlushAsync(request.Cancellation);
            if (page.NextCursor is not { } cursor)
                break;
            page = await PageAsync(request, feed, cursor);
        }

        calendar.End();
        await response.BodyWriter.FlushAsync(request.Cancellation);
    }

    private static bool IsHeld(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var held)
        && held.Any(one => one.Compare(tag, useStrongComparison: false) || one == EntityTagHeaderValue.Any);

    private static Task<TaskPage> PageAsync(ApiRequest request, OpenedFeed feed, string? cursor) =>
        request.AskAsync(request.Grains.GetGrain<ITaskQueriesGrain>(0).Tasks(feed.Reader, new TaskQuery(
            feed.List.Id,
            SectionId: null,
            Status: null,
            AssigneeId: null,
            DueFrom: null,
            DueTo: null,
            Archived: false,
            Text: null,
            Sort: "position",
            new PageRequest(PageRequest.LimitMax, cursor))));
}

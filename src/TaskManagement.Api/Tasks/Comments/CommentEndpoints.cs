using System.Collections.Immutable;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Markup;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tasks.Comments;

/// <summary>The comments on a task: read, write, reply, edit, delete.</summary>
internal static class CommentEndpoints
{
    private const string Route = "/tasks/{id}/comments";
    private const string OneRoute = Route + "/{commentId}";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead(Route, Comments, new RouteDescription("Comments on a task, oldest first")
        {
            Remarks = "A deleted comment shows, empty, where others reply to it.",
            Query = PageParameters.All,
            Answer = typeof(Page<CommentAnswer>),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, Route, Comment, Described("Comment on a task") with
        {
            Remarks = "Markdown. @handle tells that member of the list; If-Match is the version of the task.",
            Body = typeof(CommentBody),
            Status = StatusCodes.Status201Created,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Patch, OneRoute, Edit, Described("Write one's own comment anew") with
        {
            Body = typeof(EditCommentBody),
            MediaTypes = [JsonBody.MergePatchMediaType, JsonBody.MediaType],
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, OneRoute, Delete, new RouteDescription("Delete a comment")
        {
            Remarks = "One's own; owners of the list may delete anyone's.",
            Status = StatusCodes.Status204NoContent,
        }).RequireAuthorization(Policies.User);
    }

    private static RouteDescription Described(string summary) =>
        new(summary) { Answer = typeof(CommentAnswer), HasVersion = true };

    private static async Task<Answer> Comments(ApiRequest request)
    {
        var grain = TaskEndpoints.GrainOf(request);
        var page = await request.AskAsync(grain.Comments(request.Caller, request.Query.Page()));
        return Answer.Ok(new Page<CommentAnswer>([.. page.Items.Select(CommentAnswer.Of)], page.NextCursor));
    }

    private static async Task<Answer> Comment(ApiRequest request)
    {
        var grain = TaskEndpoints.GrainOf(request);
        var body = await request.BodyAsync<CommentBody>();
        var comment = await SendAsync(request, grain, new CommentOnTask(body.Text, body.ReplyTo, HandlesIn(body.Text)));
        return new Answer(StatusCodes.Status201Created, comment) { Version = comment.Version };
    }

    private static async Task<Answer> Edit(ApiRequest request)
    {
        var (grain, id) = (TaskEndpoints.GrainOf(request), IdOf(request));
        var body = await request.BodyAsync<EditCommentBody>();
        var comment = await SendAsync(request, grain, new EditComment(id, body.Text, HandlesIn(body.Text)));
        return Answer.Ok(comment, comment.Version);
    }

    private static async Task<Answer> Delete(ApiRequest request)
    {
        var (grain, id) = (TaskEndpoints.GrainOf(request), IdOf(request));
        await request.SendAsync(context => grain.Comment(context, new DeleteComment(id)));
        return Answer.Empty;
    }

    private static CommentId IdOf(ApiRequest request) => request.Id<CommentId>("commentId", "comment");

    private static ImmutableArray<string> HandlesIn(string text) =>
        text.Length <= TaskBounds.CommentLengthMax ? MarkdownMentions.HandlesIn(text) : [];

    private static async Task<CommentAnswer> SendAsync(ApiRequest request, ITaskGrain grain, CommentCommand command) =>
        CommentAnswer.Of(await request.SendAsync(context => grain.Comment(context, command)));
}

using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tasks;

/// <summary>What is done with a task: assign, complete, reopen, comment.</summary>
internal static class TaskActEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapWrite(HttpMethods.Post, "/tasks/{id}/assign", Assign, TaskEndpoints.Described("Assign a task") with
        {
            Remarks = "To a member of its list; null takes it away.",
            Body = typeof(AssignBody),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/tasks/{id}/complete", Complete, TaskEndpoints.Described("Mark a task done"))
            .RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/tasks/{id}/reopen", Reopen, TaskEndpoints.Described("Take a task up again"))
            .RequireAuthorization(Policies.User);
        api.MapRead("/tasks/{id}/comments", Comments, new RouteDescription("Comments on a task, oldest first")
        {
            Query = PageParameters.All,
            Answer = typeof(Page<CommentView>),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/tasks/{id}/comments", Comment, new RouteDescription("Comment on a task")
        {
            Body = typeof(CommentBody),
            Answer = typeof(CommentView),
            Status = StatusCodes.Status201Created,
        }).RequireAuthorization(Policies.User);
    }

    private static async Task<Answer> Assign(ApiRequest request)
    {
        var grain = TaskEndpoints.GrainOf(request);
        var body = await request.BodyAsync<AssignBody>();
        return Changed(await request.SendAsync(context => grain.Act(context, new AssignTask(body.AssigneeId))));
    }

    private static async Task<Answer> Complete(ApiRequest request)
    {
        var grain = TaskEndpoints.GrainOf(request);
        return Changed(await request.SendAsync(context => grain.Act(context, new CompleteTask())));
    }

    private static async Task<Answer> Reopen(ApiRequest request)
    {
        var grain = TaskEndpoints.GrainOf(request);
        return Changed(await request.SendAsync(context => grain.Act(context, new ReopenTask())));
    }

    private static async Task<Answer> Comments(ApiRequest request) => Answer.Ok(
        await request.AskAsync(TaskEndpoints.GrainOf(request).Comments(request.Caller, request.Query.Page())));

    private static async Task<Answer> Comment(ApiRequest request)
    {
        var grain = TaskEndpoints.GrainOf(request);
        var body = await request.BodyAsync<CommentBody>();
        var comment = await request.SendAsync(context => grain.Comment(context, new CommentOnTask(body.Text)));
        return new Answer(StatusCodes.Status201Created, comment);
    }

    private static Answer Changed(TaskItem task) => Answer.Ok(task, task.Version);
}

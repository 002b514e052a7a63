using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tasks;

/// <summary>One task: make, read, change, remove.</summary>
internal static class TaskEndpoints
{
    /// <summary>What ids of tasks derive from.</summary>
    public const string Thing = "task";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapWrite(HttpMethods.Post, "/lists/{id}/tasks", Create, Described("Make a task") with
        {
            Body = typeof(CreateTaskBody),
            Status = StatusCodes.Status201Created,
        }).RequireAuthorization(Policies.User);
        api.MapRead("/tasks/{id}", Get, Described("A task") with
        {
            Query = [new QueryParameter("asOf", "As it stood at this instant.") { Format = "date-time" }],
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Patch, "/tasks/{id}", Patch, Described("Change fields of a task") with
        {
            Remarks = "A merge patch: what is absent stays, null clears.",
            Body = typeof(PatchTaskBody),
            MediaTypes = [JsonBody.MergePatchMediaType, JsonBody.MediaType],
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, "/tasks/{id}", Delete, new RouteDescription("Put a task into the trash")
        {
            Status = StatusCodes.Status204NoContent,
        }).RequireAuthorization(Policies.User);
        api.MapRead("/tasks/{id}/history", History, new RouteDescription("What happened to the task, newest first")
        {
            Query = PageParameters.All,
            Answer = typeof(Page<HistoryEntry>),
        }).RequireAuthorization(Policies.User);
    }

    public static RouteDescription Described(string summary) =>
        new(summary) { Answer = typeof(TaskItem), HasVersion = true };

    public static ITaskGrain GrainOf(ApiRequest request) =>
        request.Grains.GetGrain<ITaskGrain>(request.Id<TaskId>("id", Thing).Value);

    private static async Task<Answer> Create(ApiRequest request)
    {
        var list = ListEndpoints.IdOf(request);
        var body = await request.BodyAsync<CreateTaskBody>();
        var command = request.Command();
        var grain = request.Grains.GetGrain<ITaskGrain>(command.Id.NewId(Thing));
        var id = new TaskId(command.Id.NewId(Thing));
        var task = body.ParentId is { } parent
            ? await request.SendAsync(command, context => request.Grains.GetGrain<ITaskRelationsGrain>(list.Value)
                .Act(context, id, new PlaceTask(parent, body.ToCommand(list))))
            : await request.SendAsync(command, context => grain.Act(context, body.ToCommand(list)));
        return Answer.Created(task, $"{ApiRoutes.Prefix}/tasks/{task.Id}", task.Version);
    }

    private static async Task<Answer> Get(ApiRequest request)
    {
        var task = await request.AskAsync(GrainOf(request).Get(request.Caller, request.Query.Instant("asOf")));
        return Answer.Ok(task, task.Version);
    }

    private static async Task<Answer> Patch(ApiRequest request)
    {
        var grain = GrainOf(request);
        var body = await request.BodyAsync<PatchTaskBody>();
        if (body.ParentId.HasValue)
        {
            var place = new PlaceTask(body.ParentId.Value, body.ToCommand());
            return await RelationEndpoints.SendAsync(
                request, request.Command(), request.Id<TaskId>("id", Thing), place);
        }

        var task = await request.SendAsync(context => grain.Act(context, body.ToCommand()));
        return Answer.Ok(task, task.Version);
    }

    private static async Task<Answer> Delete(ApiRequest request)
    {
        var grain = GrainOf(request);
        await request.SendAsync(context => grain.Act(context, new DeleteTask()));
        return Answer.Empty;
    }

    private static async Task<Answer> History(ApiRequest request) =>
        Answer.Ok(await request.AskAsync(GrainOf(request).History(request.Caller, request.Query.Page())));
}

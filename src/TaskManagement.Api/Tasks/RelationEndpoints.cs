using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tasks;

/// <summary>How tasks stand to each other.</summary>
internal static class RelationEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapWrite(HttpMethods.Post, "/tasks/{id}/relations", Relate, TaskEndpoints.Described("Relate a task") with
        {
            Remarks = "To another one that the caller may change; the other shows the opposite. Tasks that block each "
                + "other, parents and subtasks are of one list, and form no circle.",
            Body = typeof(RelationBody),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(
            HttpMethods.Delete,
            "/tasks/{id}/relations/{kind}/{taskId}",
            Unrelate,
            TaskEndpoints.Described("Take a relation of a task away")).RequireAuthorization(Policies.User);
    }

    /// <summary>Sends a command to the grain of the list that the task is in.</summary>
    public static async Task<Answer> SendAsync(
        ApiRequest request, CommandContext context, TaskId id, RelationCommand command)
    {
        var task = await request.AskAsync(
            request.Grains.GetGrain<ITaskGrain>(id.Value).Get(request.Caller, asOf: null));
        var grain = request.Grains.GetGrain<ITaskRelationsGrain>(task.ListId.Value);
        var related = await request.SendAsync(context, sent => grain.Act(sent, id, command));
        return Answer.Ok(related, related.Version);
    }

    private static async Task<Answer> Relate(ApiRequest request)
    {
        var id = request.Id<TaskId>("id", TaskEndpoints.Thing);
        var body = await request.BodyAsync<RelationBody>();
        return await SendAsync(request, request.Command(), id, new RelateTask(body.Kind, body.TaskId));
    }

    private static Task<Answer> Unrelate(ApiRequest request)
    {
        var id = request.Id<TaskId>("id", TaskEndpoints.Thing);
        var kinds = JsonShapes.ChoicesOf(typeof(RelationKind));
        var kind = kinds.IndexOf((string)request.Http.Request.RouteValues["kind"]!);
        if (kind < 0)
            throw new ProblemException(ApiProblems.NotFound("relation"));
        var other = request.Id<TaskId>("taskId", "relation");
        return SendAsync(request, request.Command(), id, new UnrelateTask(Enum.GetValues<RelationKind>()[kind], other));
    }
}

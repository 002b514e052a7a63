using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tasks;

/// <summary>What is done with a task: assign, complete, move, archive, restore.</summary>
internal static class TaskActEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        MapAct<AssignBody>(
            api, "assign", "Assign a task", "To a member of its list; null takes it away.", body => body.ToCommand());
        MapAct<MoveBody>(
            api,
            "move",
            "Give a task another place",
            "Beside a neighbour (after or before), or at the end. In another list it keeps the labels whose names that "
            + "list has too, and its assignee where they are a member there.",
            body => body.ToCommand());
        MapAct(api, "complete", "Mark a task done", new CompleteTask());
        MapAct(api, "reopen", "Take a task up again", new ReopenTask());
        MapAct(api, "cancel", "Decide that a task will not be done", new CancelTask());
        MapAct(api, "archive", "Put a task out of sight", new ArchiveTask(true));
        MapAct(api, "unarchive", "Bring an archived task back", new ArchiveTask(false));
        MapAct(api, "restore", "Take a task out of the trash", new RestoreTask());
        api.MapWrite(HttpMethods.Post, "/tasks/{id}/undo", Undo, TaskEndpoints.Described("Take an act back") with
        {
            Name = NameOf("undo"),
            Remarks = "The last one that is not taken back, or the one of a version, with what it did to other tasks. "
                + "Where its fields were changed since, the answer says which.",
            Body = typeof(UndoBody),
            BodyIsOptional = true,
        }).RequireAuthorization(Policies.User);
    }

    private static void MapAct(IEndpointRouteBuilder api, string act, string summary, TaskCommand command) =>
        api.MapWrite(
                HttpMethods.Post,
                $"/tasks/{{id}}/{act}",
                request => SendAsync(request, TaskEndpoints.GrainOf(request), command),
                TaskEndpoints.Described(summary) with { Name = NameOf(act) })
            .RequireAuthorization(Policies.User);

    private static void MapAct<TBody>(
        IEndpointRouteBuilder api, string act, string summary, string remarks, Func<TBody, TaskCommand> command)
        where TBody : class
    {
        api.MapWrite(HttpMethods.Post, $"/tasks/{{id}}/{act}", ReadAndSendAsync, TaskEndpoints.Described(summary) with
        {
            Name = NameOf(act),
            Remarks = remarks,
            Body = typeof(TBody),
        }).RequireAuthorization(Policies.User);

        async Task<Answer> ReadAndSendAsync(ApiRequest request)
        {
            // An id that names nothing is told before the body is looked at.
            var grain = TaskEndpoints.GrainOf(request);
            return await SendAsync(request, grain, command(await request.BodyAsync<TBody>()));
        }
    }

    /// <summary>Other tasks may have a part in the act, so it is not the task's grain that takes it back.</summary>
    private static async Task<Answer> Undo(ApiRequest request)
    {
        var id = request.Id<TaskId>("id", TaskEndpoints.Thing);
        var command = new TakeBack((await request.BodyAsync<UndoBody>()).Version);
        var grain = request.Grains.GetGrain<ITaskRelationsGrain>(id.Value);
        var task = await request.SendAsync(context => grain.Act(context, id, command));
        return Answer.Ok(task, task.Version);
    }

    private static string NameOf(string act) => $"TaskAct{char.ToUpperInvariant(act[0])}{act[1..]}";

    private static async Task<Answer> SendAsync(ApiRequest request, ITaskGrain grain, TaskCommand command)
    {
        var task = await request.SendAsync(context => grain.Act(context, command));
        return Answer.Ok(task, task.Version);
    }
}

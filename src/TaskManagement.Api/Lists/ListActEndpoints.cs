using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Lists;

/// <summary>Trash and undo of lists.</summary>
internal static class ListActEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/trash", Trash, new RouteDescription("What lies in the trash, the last deleted first")
        {
            Remarks = "Tasks of the caller's lists, and lists that the caller owns.",
            Query = PageParameters.All,
            Answer = typeof(Page<TrashedThing>),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, "/trash/{id}", Purge, new RouteDescription("Remove something for good")
        {
            Remarks = "A task or a list that lies in the trash; only an owner of the list may. A list's tasks follow "
                + "it soon after. It cannot be taken back.",
            Status = StatusCodes.Status204NoContent,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, "/lists/{id}", Delete, new RouteDescription("Put a list into the trash")
        {
            Remarks = "All its tasks are out of sight with it, and back when it is restored.",
            Status = StatusCodes.Status204NoContent,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/lists/{id}/restore", Restore, Described("Take a list out of the trash"))
            .RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/lists/{id}/undo", Undo, Described("Take an act on a list back") with
        {
            Remarks = "The last one that is not taken back, or the one of a version. Where its fields were changed "
                + "since, the answer says which.",
            Body = typeof(UndoListBody),
            BodyIsOptional = true,
        }).RequireAuthorization(Policies.User);
    }

    private static RouteDescription Described(string summary) =>
        new(summary) { Answer = typeof(TaskListView), HasVersion = true };

    private static async Task<Answer> Trash(ApiRequest request) => Answer.Ok(await request.AskAsync(
        request.Grains.GetGrain<ITaskQueriesGrain>(0).Trash(request.Caller, request.Query.Page())));

    /// <summary>The id of a list, or else that of a task.</summary>
    private static async Task<Answer> Purge(ApiRequest request)
    {
        var list = ListEndpoints.GrainOf(request);
        var task = request.Grains.GetGrain<ITaskPurgeGrain>(list.GetPrimaryKey());
        await request.SendAsync<Nothing>(async context =>
        {
            var purged = await list.Act(context, new PurgeList(TrashedUntil: null));
            if (purged.Succeeded)
                return Nothing.Value;
            return purged.Refusal.Code == Refusals.NotFound("list").Code
                ? await task.Purge(context, trashedUntil: null)
                : purged.Refusal;
        });
        return Answer.Empty;
    }

    private static async Task<Answer> Delete(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        await request.SendAsync(context => grain.Act(context, new DeleteList()));
        return Answer.Empty;
    }

    private static async Task<Answer> Restore(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var list = await request.SendAsync(context => grain.Act(context, new RestoreList()));
        return Answer.Ok(list, list.Version);
    }

    private static async Task<Answer> Undo(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var body = await request.BodyAsync<UndoListBody>();
        var list = await request.SendAsync(context => grain.Act(context, new UndoList(body.Version)));
        return Answer.Ok(list, list.Version);
    }
}

using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Lists;

/// <summary>
/// Task lists themselves; <see cref="ListPartEndpoints"/> has what they hold, <see cref="ListActEndpoints"/> their
/// trash and their undo.
/// </summary>
internal static class ListEndpoints
{
    private const string Thing = "list";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/lists", All, new RouteDescription("The lists of which the caller is a member")
        {
            Query = PageParameters.All,
            Answer = typeof(Page<TaskListSummary>),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/lists", Create, new RouteDescription("Make a list")
        {
            Body = typeof(CreateListBody),
            Answer = typeof(TaskListView),
            Status = StatusCodes.Status201Created,
            HasVersion = true,
        }).RequireAuthorization(Policies.User);
        api.MapRead("/lists/{id}", Get, new RouteDescription("A list as the caller sees it")
        {
            Query = [new QueryParameter("asOf", "As it stood at this instant.") { Format = "date-time" }],
            Answer = typeof(TaskListView),
            HasVersion = true,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Patch, "/lists/{id}", Patch, new RouteDescription("Change a list, or archive it")
        {
            Remarks = "A merge patch: what is absent stays, null clears. An archived list can only be read.",
            Body = typeof(PatchListBody),
            MediaTypes = [JsonBody.MergePatchMediaType, JsonBody.MediaType],
            Answer = typeof(TaskListView),
            HasVersion = true,
        }).RequireAuthorization(Policies.User);
        api.MapRead("/lists/{id}/history", History, new RouteDescription("What happened to the list, newest first")
        {
            Query = PageParameters.All,
            Answer = typeof(Page<HistoryEntry>),
        }).RequireAuthorization(Policies.User);
    }

    public static ListId IdOf(ApiRequest request) => request.Id<ListId>("id", Thing);

    public static ITaskListGrain GrainOf(ApiRequest request) =>
        request.Grains.GetGrain<ITaskListGrain>(IdOf(request).Value);

    private static async Task<Answer> All(ApiRequest request) => Answer.Ok(await request.AskAsync(
        request.Grains.GetGrain<ITaskQueriesGrain>(0).Lists(request.Caller, request.Query.Page())));

    private static async Task<Answer> Create(ApiRequest request)
    {
        var body = await request.BodyAsync<CreateListBody>();
        var command = request.Command();
        var grain = request.Grains.GetGrain<ITaskListGrain>(command.Id.NewId(Thing));
        var list = await request.SendAsync(command, context => grain.Act(context, body.ToCommand()));
        return Answer.Created(list, $"{ApiRoutes.Prefix}/lists/{list.Id}", list.Version);
    }

    private static async Task<Answer> Get(ApiRequest request)
    {
        var list = await request.AskAsync(GrainOf(request).Get(request.Caller, request.Query.Instant("asOf")));
        return Answer.Ok(list, list.Version);
    }

    private static async Task<Answer> Patch(ApiRequest request)
    {
        var grain = GrainOf(request);
        var body = await request.BodyAsync<PatchListBody>();
        var list = await request.SendAsync(context => grain.Act(context, body.ToCommand()));
        return Answer.Ok(list, list.Version);
    }

    private static async Task<Answer> History(ApiRequest request) =>
        Answer.Ok(await request.AskAsync(GrainOf(request).History(request.Caller, request.Query.Page())));
}

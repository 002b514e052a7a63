using System.Collections.Immutable;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tasks;

/// <summary>The filters that the caller keeps; nobody else sees them.</summary>
internal static class SavedFilterEndpoints
{
    private const string Filter = "/filters/{id}";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/filters", All, new RouteDescription("The caller's filters, by name")
        {
            Answer = typeof(SavedFilters),
        }).RequireAuthorization(Policies.User);
        var one = new RouteDescription("A filter") { Answer = typeof(SavedFilter), HasVersion = true };
        api.MapRead(Filter, Get, one).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/filters", Save, one with
        {
            Summary = "Keep a filter",
            Remarks = "Find tasks with it by filterId.",
            Body = typeof(SaveFilterBody),
            Status = StatusCodes.Status201Created,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Patch, Filter, Change, one with
        {
            Summary = "Change a filter",
            Remarks = "A merge patch: what is absent stays, null clears.",
            Body = typeof(ChangeFilterBody),
            MediaTypes = [JsonBody.MergePatchMediaType, JsonBody.MediaType],
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, Filter, Forget, new RouteDescription("Forget a filter")
        {
            Status = StatusCodes.Status204NoContent,
            HasVersion = true,
        }).RequireAuthorization(Policies.User);
    }

    /// <summary>The caller's filters.</summary>
    public static ISavedFiltersGrain GrainOf(ApiRequest request) =>
        request.Grains.GetGrain<ISavedFiltersGrain>(request.Caller.UserId.Value);

    private static FilterId IdOf(ApiRequest request) => request.Id<FilterId>("id", "filter");

    private static async Task<Answer> All(ApiRequest request) =>
        Answer.Ok(new SavedFilters(await GrainOf(request).All().WaitAsync(request.Cancellation)));

    private static async Task<Answer> Get(ApiRequest request)
    {
        var filter = await request.AskAsync(GrainOf(request).Get(IdOf(request)));
        return Answer.Ok(filter, filter.Version);
    }

    private static async Task<Answer> Save(ApiRequest request)
    {
        var body = await request.BodyAsync<SaveFilterBody>();
        var filter = await request.SendAsync(context => GrainOf(request).Save(context, body.ToCommand()));
        return Answer.Created(filter, $"{ApiRoutes.Prefix}/filters/{filter.Id}", filter.Version);
    }

    private static async Task<Answer> Change(ApiRequest request)
    {
        var id = IdOf(request);
        var body = await request.BodyAsync<ChangeFilterBody>();
        var filter = await request.SendAsync(context => GrainOf(request).Change(context, body.ToCommand(id)));
        return Answer.Ok(filter, filter.Version);
    }

    private static async Task<Answer> Forget(ApiRequest request)
    {
        var command = new ForgetFilter(IdOf(request));
        await request.SendAsync(context => GrainOf(request).Forget(context, command));
        return Answer.Empty;
    }
}

/// <summary>All filters of a user.</summary>
internal sealed record SavedFilters(ImmutableArray<SavedFilter> Items);

/// <summary>Keep a filter.</summary>
internal sealed record SaveFilterBody(string Name, string Filter, string? Sort = null, string? TimeZone = null)
{
    public SaveFilter ToCommand() => new(Name, Filter, Sort, TimeZone);
}

/// <summary>Change a filter (RFC 7396).</summary>
internal sealed record ChangeFilterBody(
    Optional<string> Name = default,
    Optional<string> Filter = default,
    Optional<string?> Sort = default,
    Optional<string?> TimeZone = default)
{
    public ChangeFilter ToCommand(FilterId id) => new(id, Name, Filter, Sort, TimeZone);
}

using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Lists;

/// <summary>Custom fields. Each change answers with the whole list, whose version it raises.</summary>
internal static class ListFieldEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string Field = "/lists/{id}/fields/{fieldId}";
        var changed = new RouteDescription("Change a custom field")
        {
            Remarks = "A merge patch; key and type stay. The answer is the whole list.",
            Body = typeof(PatchFieldBody),
            MediaTypes = [JsonBody.MergePatchMediaType, JsonBody.MediaType],
            Answer = typeof(TaskListView),
            HasVersion = true,
        };
        api.MapWrite(HttpMethods.Post, "/lists/{id}/fields", Add, changed with
        {
            Summary = "Add a custom field",
            Remarks = "Attributes that are written to its tasks from now on must fit. The answer is the whole list.",
            Body = typeof(FieldBody),
            MediaTypes = [JsonBody.MediaType],
            Status = StatusCodes.Status201Created,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Patch, Field, Change, changed).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, Field, Remove, new RouteDescription("Remove a custom field")
        {
            Remarks = "The values that tasks have stay with them.",
            Status = StatusCodes.Status204NoContent,
            HasVersion = true,
        }).RequireAuthorization(Policies.User);
    }

    private static FieldId IdOf(ApiRequest request) => request.Id<FieldId>("fieldId", "field");

    private static async Task<Answer> Add(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var body = await request.BodyAsync<FieldBody>();
        var list = await request.SendAsync(context => grain.Act(context, body.ToCommand()));
        return Answer.Created(list, $"{ApiRoutes.Prefix}/lists/{list.Id}", list.Version);
    }

    private static async Task<Answer> Change(ApiRequest request)
    {
        var (grain, field) = (ListEndpoints.GrainOf(request), IdOf(request));
        var body = await request.BodyAsync<PatchFieldBody>();
        var list = await request.SendAsync(context => grain.Act(context, body.ToCommand(field)));
        return Answer.Ok(list, list.Version);
    }

    private static async Task<Answer> Remove(ApiRequest request)
    {
        var command = new RemoveField(IdOf(request));
        var list = await request.SendAsync(context => ListEndpoints.GrainOf(request).Act(context, command));
        return Answer.Empty with { Version = list.Version };
    }
}

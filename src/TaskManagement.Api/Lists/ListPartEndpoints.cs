using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Lists;

/// <summary>Members, sections, labels. Each change answers with the whole list, whose version it raises.</summary>
internal static class ListPartEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        MapMembers(api, "/lists/{id}/members/{userId}");
        MapSections(api, "/lists/{id}/sections", "/lists/{id}/sections/{sectionId}");
        MapLabels(api, "/lists/{id}/labels", "/lists/{id}/labels/{labelId}");
    }

    private static void MapMembers(IEndpointRouteBuilder api, string member)
    {
        api.MapWrite(HttpMethods.Put, member, SetMember, Described("Make someone a member, or change the role") with
        {
            Body = typeof(MemberBody),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, member, RemoveMember, new RouteDescription("Take a member out")
        {
            Remarks = "The owner stays.",
            Status = StatusCodes.Status204NoContent,
            HasVersion = true,
        }).RequireAuthorization(Policies.User);
    }

    private static void MapSections(IEndpointRouteBuilder api, string sections, string section)
    {
        api.MapWrite(HttpMethods.Post, sections, AddSection, Described("Add a section at the end") with
        {
            Body = typeof(SectionBody),
            Status = StatusCodes.Status201Created,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Patch, section, PatchSection, Described("Rename a section, or move it") with
        {
            Body = typeof(PatchSectionBody),
            MediaTypes = [JsonBody.MergePatchMediaType, JsonBody.MediaType],
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, section, RemoveSection, new RouteDescription("Take a section out")
        {
            Remarks = "Its tasks stay in the list; where the section comes back, they are in it again.",
            Status = StatusCodes.Status204NoContent,
            HasVersion = true,
        }).RequireAuthorization(Policies.User);
    }

    private static void MapLabels(IEndpointRouteBuilder api, string labels, string label)
    {
        api.MapWrite(HttpMethods.Patch, label, PatchLabel, Described("Change a label") with
        {
            Body = typeof(PatchLabelBody),
            MediaTypes = [JsonBody.MergePatchMediaType, JsonBody.MediaType],
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, label, RemoveLabel, new RouteDescription("Take a label out")
        {
            Remarks = "Tasks keep it in mind; where the label comes back, they carry it again.",
            Status = StatusCodes.Status204NoContent,
            HasVersion = true,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, labels, AddLabel, Described("Add a label") with
        {
            Body = typeof(LabelBody),
            Status = StatusCodes.Status201Created,
        }).RequireAuthorization(Policies.User);
    }

    private static RouteDescription Described(string summary) => new(summary)
    {
        Remarks = "The answer is the whole list.",
        Answer = typeof(TaskListView),
        HasVersion = true,
    };

    private static async Task<Answer> SetMember(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var user = request.Id<UserId>("userId", "user");
        var body = await request.BodyAsync<MemberBody>();
        var command = new SetListMember(user, body.Role);
        var list = await request.SendAsync(context => grain.Act(context, command));
        return Answer.Ok(list, list.Version);
    }

    private static Task<Answer> RemoveMember(ApiRequest request) =>
        RemoveAsync(request, new RemoveListMember(request.Id<UserId>("userId", "member")));

    private static async Task<Answer> AddSection(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var body = await request.BodyAsync<SectionBody>();
        return Added(await request.SendAsync(context => grain.Act(context, new AddSection(body.Name))));
    }

    private static async Task<Answer> AddLabel(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var body = await request.BodyAsync<LabelBody>();
        return Added(await request.SendAsync(context => grain.Act(context, new AddLabel(body.Name, body.Color))));
    }

    private static async Task<Answer> PatchSection(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var section = request.Id<SectionId>("sectionId", "section");
        var body = await request.BodyAsync<PatchSectionBody>();
        var command = new PatchSection(section, body.Name, body.Index);
        var list = await request.SendAsync(context => grain.Act(context, command));
        return Answer.Ok(list, list.Version);
    }

    private static Task<Answer> RemoveSection(ApiRequest request) =>
        RemoveAsync(request, new RemoveSection(request.Id<SectionId>("sectionId", "section")));

    private static async Task<Answer> PatchLabel(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var label = request.Id<LabelId>("labelId", "label");
        var body = await request.BodyAsync<PatchLabelBody>();
        var command = new PatchLabel(label, body.Name, body.Color);
        var list = await request.SendAsync(context => grain.Act(context, command));
        return Answer.Ok(list, list.Version);
    }

    private static Task<Answer> RemoveLabel(ApiRequest request) =>
        RemoveAsync(request, new RemoveLabel(request.Id<LabelId>("labelId", "label")));

    private static async Task<Answer> RemoveAsync(ApiRequest request, ListCommand command)
    {
        var grain = ListEndpoints.GrainOf(request);
        var list = await request.SendAsync(context => grain.Act(context, command));
        return Answer.Empty with { Version = list.Version };
    }

    private static Answer Added(TaskListView list) =>
        Answer.Created(list, $"{ApiRoutes.Prefix}/lists/{list.Id}", list.Version);
}

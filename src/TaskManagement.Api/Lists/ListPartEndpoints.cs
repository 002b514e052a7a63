using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Lists;

/// <summary>Members, sections, labels. Each change answers with the whole list, whose version it raises.</summary>
internal static class ListPartEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string Member = "/lists/{id}/members/{userId}";
        api.MapWrite(HttpMethods.Put, Member, SetMember, Described("Make someone a member, or change the role") with
        {
            Body = typeof(MemberBody),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, Member, RemoveMember, new RouteDescription("Take a member out")
        {
            Remarks = "The owner stays.",
            Status = StatusCodes.Status204NoContent,
            HasVersion = true,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/lists/{id}/sections", AddSection, Described("Add a section at the end") with
        {
            Body = typeof(SectionBody),
            Status = StatusCodes.Status201Created,
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, "/lists/{id}/labels", AddLabel, Described("Add a label") with
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
        var list = await request.SendAsync(context => grain.SetMember(context, command));
        return Answer.Ok(list, list.Version);
    }

    private static async Task<Answer> RemoveMember(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var command = new RemoveListMember(request.Id<UserId>("userId", "member"));
        var list = await request.SendAsync(context => grain.RemoveMember(context, command));
        return Answer.Empty with { Version = list.Version };
    }

    private static async Task<Answer> AddSection(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var body = await request.BodyAsync<SectionBody>();
        return Added(await request.SendAsync(context => grain.AddSection(context, new AddSection(body.Name))));
    }

    private static async Task<Answer> AddLabel(ApiRequest request)
    {
        var grain = ListEndpoints.GrainOf(request);
        var body = await request.BodyAsync<LabelBody>();
        return Added(await request.SendAsync(context => grain.AddLabel(context, new AddLabel(body.Name, body.Color))));
    }

    private static Answer Added(TaskListView list) =>
        Answer.Created(list, $"{ApiRoutes.Prefix}/lists/{list.Id}", list.Version);
}

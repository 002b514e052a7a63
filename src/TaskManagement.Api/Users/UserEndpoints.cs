using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Users;

/// <summary>Users.</summary>
internal static class UserEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/users/me", Me, Described("The caller")).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Patch, "/users/me", Patch, Described("Change one's name or preferences") with
        {
            Remarks = "A merge patch: what is absent stays, also within preferences.",
            Body = typeof(PatchUserBody),
            MediaTypes = [JsonBody.MergePatchMediaType, JsonBody.MediaType],
        }).RequireAuthorization(Policies.User);
        api.MapRead("/users/{id}", Get, Described("A user") with
        {
            Remarks = "For the user and for administrators; for others there is no such user.",
        }).RequireAuthorization(Policies.User);
    }

    private static RouteDescription Described(string summary) =>
        new(summary) { Answer = typeof(UserProfile), HasVersion = true };

    private static Task<Answer> Me(ApiRequest request) => AnswerAsync(request, request.Caller.UserId);

    private static async Task<Answer> Patch(ApiRequest request)
    {
        var grain = request.Grains.GetGrain<IUserGrain>(request.Caller.UserId.Value);
        var body = await request.BodyAsync<PatchUserBody>();
        var user = await request.SendAsync(context => grain.Patch(context, body.ToCommand()));
        return Answer.Ok(user, user.Version);
    }

    private static Task<Answer> Get(ApiRequest request) => AnswerAsync(request, request.Id<UserId>("id", "user"));

    private static async Task<Answer> AnswerAsync(ApiRequest request, UserId id)
    {
        var user = await request.AskAsync(request.Grains.GetGrain<IUserGrain>(id.Value).Get(request.Caller));
        return Answer.Ok(user, user.Version);
    }
}

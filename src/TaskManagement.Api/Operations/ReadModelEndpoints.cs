using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Operations;

namespace TaskManagement.Api.Operations;

/// <summary>The read model, for administrators.</summary>
internal static class ReadModelEndpoints
{
    private const string Status = "/ops/read-model";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead(Status, StatusOf, Described("How far the last rebuild of the read model has come"))
            .RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, $"{Status}/rebuild", Rebuild, Described("Rebuild the read model") with
        {
            Remarks = "For administrators. All tasks and lists are compared with the log while the server goes on; "
                + "rows that are wrong are mended. Where a rebuild goes on already, it is that one.",
            Status = StatusCodes.Status202Accepted,
        }).RequireAuthorization(Policies.User);
    }

    private static RouteDescription Described(string summary) =>
        new(summary) { Answer = typeof(ReadModelStatus), Remarks = "For administrators." };

    private static async Task<Answer> StatusOf(ApiRequest request) =>
        Answer.Ok(await request.AskAsync(GrainOf(request).Status(request.Caller)));

    private static async Task<Answer> Rebuild(ApiRequest request)
    {
        var grain = GrainOf(request);
        var begun = await request.SendAsync(context => grain.Rebuild(context));
        return Answer.Accepted(begun, ApiRoutes.Prefix + Status);
    }

    private static IReadModelGrain GrainOf(ApiRequest request) => request.Grains.GetGrain<IReadModelGrain>(0);
}

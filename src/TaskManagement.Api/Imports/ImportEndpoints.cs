using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Imports.Trello;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports;

/// <summary>Imports from other systems.</summary>
internal static class ImportEndpoints
{
    private const string Outcome = " The same file again imports only what is new. 201: something was imported, "
        + "200: nothing was new, 202: it goes on.";

    public static void Map(IEndpointRouteBuilder api)
    {
        MapImport(api, "/imports/trello", Trello, new RouteDescription("Import a board of Trello")
        {
            Remarks = "The body is the JSON that Trello exports. A board becomes a list." + Outcome,
            Body = typeof(JsonText),
            Query = [ImportRequest.AddMembers, ImportRequest.DryRun],
        });
        api.MapRead("/imports/{id}", Progress, new RouteDescription("How far an import has come")
        {
            Answer = typeof(ImportProgress),
        }).RequireAuthorization(Policies.User);
    }

    private static void MapImport(
        IEndpointRouteBuilder api, string pattern, ApiHandler handler, RouteDescription description)
    {
        var bounds = api.ServiceProvider.GetRequiredService<IOptions<ApiOptions>>().Value;
        api.MapWrite(HttpMethods.Post, pattern, handler, description with
        {
            Answer = typeof(ImportProgress),
            Status = StatusCodes.Status201Created,
        })
            .WithMetadata(new RequestSizeLimitAttribute(bounds.ImportBytesMax))
            .WithRequestTimeout(RouteTimeouts.After(bounds.ImportTimeoutSeconds))
            .RequireAuthorization(Policies.User);
    }

    private static Task<Answer> Trello(ApiRequest request)
    {
        JsonBody.CheckMediaType(request.Http.Request, [JsonBody.MediaType]);
        var now = request.Clock.GetUtcNow();
        return ImportRequest.RunAsync(request, (body, stop) => TrelloReader.DocumentAsync(body, now, stop));
    }

    private static async Task<Answer> Progress(ApiRequest request)
    {
        var grain = request.Grains.GetGrain<IImportGrain>(request.Id<ImportId>("id", "import").Value);
        return Answer.Ok(await request.AskAsync(grain.Progress(request.Caller)));
    }
}

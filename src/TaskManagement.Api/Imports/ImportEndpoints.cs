using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Imports.Trello;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports;

/// <summary>Imports from other systems.</summary>
internal static class ImportEndpoints
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(50);

    public static void Map(IEndpointRouteBuilder api)
    {
        var bounds = api.ServiceProvider.GetRequiredService<IOptions<ApiOptions>>().Value;
        api.MapWrite(HttpMethods.Post, "/imports/trello", Trello, new RouteDescription("Import a board of Trello")
        {
            Remarks = "The body is the JSON that Trello exports. A board becomes a list; the same file again imports "
                + "only what is new. 201: something was imported, 200: nothing was new, 202: it goes on.",
            Body = typeof(JsonText),
            Answer = typeof(ImportProgress),
            Status = StatusCodes.Status201Created,
        })
            .WithMetadata(new RequestSizeLimitAttribute(bounds.ImportBytesMax))
            .WithRequestTimeout(RouteTimeouts.After(bounds.ImportTimeoutSeconds))
            .RequireAuthorization(Policies.User);
        api.MapRead("/imports/{id}", Progress, new RouteDescription("How far an import has come")
        {
            Answer = typeof(ImportProgress),
        }).RequireAuthorization(Policies.User);
    }

    private static async Task<Answer> Trello(ApiRequest request)
    {
        JsonBody.CheckMediaType(request.Http.Request, [JsonBody.MediaType]);
        var importer = request.Service<TrelloImporter>();
        var (board, hash) = await importer.ReadAsync(request.Http.Request, request.Cancellation);
        var user = request.Caller.UserId;
        var mapped = TrelloMapping.Map(board, TrelloMapping.ListOf(user, board), request.Clock.GetUtcNow());
        var grain = request.Grains.GetGrain<IImportGrain>(TrelloMapping.ImportOf(user, board).Value);
        var command = request.Command(hash, Origin.Import);
        var started = await request.SendAsync(command, context => grain.Start(context, mapped));
        return AnswerOf(await EndAsync(request, grain, started));
    }

    private static async Task<Answer> Progress(ApiRequest request)
    {
        var grain = request.Grains.GetGrain<IImportGrain>(request.Id<ImportId>("id", "import").Value);
        return Answer.Ok(await request.AskAsync(grain.Progress(request.Caller)));
    }

    /// <summary>Waits a while for the end: most boards are in before a client would ask again.</summary>
    private static async Task<ImportProgress> EndAsync(ApiRequest request, IImportGrain grain, ImportProgress progress)
    {
        var bounds = request.Service<IOptions<ApiOptions>>().Value;
        var until = request.Clock.GetUtcNow().AddSeconds(bounds.ImportWaitSeconds);
        while (progress.Status == ImportStatus.Running && request.Clock.GetUtcNow() < until)
        {
            await Task.Delay(PollPeriod, request.Clock, request.Cancellation);
            progress = await request.AskAsync(grain.Progress(request.Caller));
        }

        return progress;
    }

    private static Answer AnswerOf(ImportProgress progress)
    {
        var location = string.Create(CultureInfo.InvariantCulture, $"{ApiRoutes.Prefix}/imports/{progress.Id}");
        return progress switch
        {
            { Failure: { } failure } => throw new ProblemException(RefusalProblems.Of(failure)),
            { Status: ImportStatus.Running } => Answer.Accepted(progress, location),
            { Imported: 0, Comments: 0 } => Answer.Ok(progress),
            _ => Answer.Created(progress, location),
        };
    }
}

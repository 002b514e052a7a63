using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Imports.Csv;
using TaskManagement.Api.Imports.Lists;
using TaskManagement.Api.Imports.Todoist;
using TaskManagement.Api.Imports.Trello;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports;

/// <summary>Imports from other systems.</summary>
internal static class ImportEndpoints
{
    private const string Outcome = " The same file again imports only what is new. 201: something was imported, "
        + "200: nothing was new, 202: it goes on.";

    private const string CsvMediaType = "text/csv";

    private static readonly QueryParameter ProjectName = new(
        "name",
        "What the project is called; an export does not say. The next export of that name adds to the same list; "
        + "without a name each file becomes a list of its own.");

    public static void Map(IEndpointRouteBuilder api)
    {
        MapImport(api, "/imports", List, new RouteDescription("Import a list that was exported")
        {
            Remarks = "The body is the JSON of an export, of this server or another; see docs/exports.md." + Outcome,
            Body = typeof(JsonText),
            Query = [ImportRequest.AddMembers, ImportRequest.DryRun],
        });
        MapImport(api, "/imports/trello", Trello, new RouteDescription("Import a board of Trello")
        {
            Remarks = "The body is the JSON that Trello exports. A board becomes a list." + Outcome,
            Body = typeof(JsonText),
            Query = [ImportRequest.AddMembers, ImportRequest.DryRun],
        });
        MapImport(api, "/imports/todoist", Todoist, new RouteDescription("Import a project of Todoist")
        {
            Remarks = "The body is the CSV that Todoist exports of a project. A project becomes a list." + Outcome,
            Body = typeof(string),
            MediaTypes = [CsvMediaType],
            Query = [ProjectName, ImportZones.Parameter, ImportRequest.AddMembers, ImportRequest.DryRun],
        });
        MapImport(api, "/imports/csv", CsvImport.RunAsync, new RouteDescription("Import a CSV file")
        {
            Name = "ImportCsv",
            Remarks = "A form of two parts: mapping, JSON that says how to read the file, and file. Each line becomes "
                + "a task of the list that the mapping names; dryRun tells line by line what it would make or what "
                + "is wrong with it." + Outcome,
            Body = typeof(CsvUpload),
            MediaTypes = [CsvForm.MediaType],
            Query = [CsvImport.OnError, ImportRequest.AddMembers, ImportRequest.DryRun],
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
            Alternative = typeof(ImportPreview),
            OtherStatuses = [StatusCodes.Status200OK, StatusCodes.Status202Accepted],
        })
            .WithMetadata(new RequestSizeLimitAttribute(bounds.ImportBytesMax))
            .WithRequestTimeout(RouteTimeouts.After(bounds.ImportTimeoutSeconds))
            .RequireAuthorization(Policies.User);
    }

    private static Task<Answer> List(ApiRequest request)
    {
        JsonBody.CheckMediaType(request.Http.Request, [JsonBody.MediaType]);
        return ImportRequest.RunAsync(request, (file, stop) => ListFileReader.DocumentAsync(file.Content, stop));
    }

    private static Task<Answer> Trello(ApiRequest request)
    {
        JsonBody.CheckMediaType(request.Http.Request, [JsonBody.MediaType]);
        var now = request.Clock.GetUtcNow();
        return ImportRequest.RunAsync(request, (file, stop) => TrelloReader.DocumentAsync(file.Content, now, stop));
    }

    private static async Task<Answer> Todoist(ApiRequest request)
    {
        JsonBody.CheckMediaType(request.Http.Request, [CsvMediaType]);
        var name = request.Query.Text(ProjectName.Name);
        var zone = await ImportZones.OfAsync(request);
        var now = request.Clock.GetUtcNow();
        return await ImportRequest.RunAsync(
            request, (file, stop) => TodoistReader.DocumentAsync(file, name, zone, now, stop));
    }

    private static async Task<Answer> Progress(ApiRequest request)
    {
        var grain = request.Grains.GetGrain<IImportGrain>(request.Id<ImportId>("id", "import").Value);
        return Answer.Ok(await request.AskAsync(grain.Progress(request.Caller)));
    }
}

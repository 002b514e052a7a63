using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Exports.Calendars;
using TaskManagement.Api.Exports.Csv;
using TaskManagement.Api.Exports.Json;
using TaskManagement.Api.Lists;

namespace TaskManagement.Api.Exports;

/// <summary>Takes a list out of here, for whoever may read it.</summary>
internal static class ExportEndpoints
{
    private static readonly ImmutableArray<ExportFormat> Formats =
    [
        new("json", "application/json; charset=utf-8", JsonExport.WriteAsync),
        new("csv", "text/csv; charset=utf-8", CsvExport.WriteAsync),
        new("ics", "text/calendar; charset=utf-8", CalendarExport.WriteAsync),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        var bounds = api.ServiceProvider.GetRequiredService<IOptions<ApiOptions>>().Value;
        api.MapRead("/lists/{id}/export", Export, new RouteDescription("A list with all that is in it, as a file")
        {
            Remarks = "As it stood at one instant. json is complete and can be imported again at /imports; csv is a "
                + "table of the tasks; ics has those that are not archived as VTODO. See docs/exports.md.",
            Query =
            [
                new("format", "json where it is absent.") { Values = [.. Formats.Select(format => format.Name)] },
                new("asOf", "As the list stood at this instant.") { Format = "date-time" },
            ],
            Files = ["application/json", "text/csv", "text/calendar"],
        })
            .WithRequestTimeout(RouteTimeouts.After(bounds.ExportTimeoutSeconds))
            .RequireAuthorization(Policies.User);
    }

    private static async Task<Answer> Export(ApiRequest request)
    {
        var names = Formats.Select(format => format.Name).ToImmutableArray();
        var format = Formats[names.IndexOf(request.Query.Choice("format", names, absent: names[0]))];
        var list = await ListReading.OpenAsync(request, ListEndpoints.IdOf(request), request.Query.Instant("asOf"));
        return new Answer(StatusCodes.Status200OK, Body: null)
        {
            Content = http => WriteAsync(http, format, list),
        };
    }

    private static async Task WriteAsync(HttpContext http, ExportFormat format, ListReading list)
    {
        http.Response.ContentType = format.MediaType;
        http.Response.Headers.ContentDisposition = ExportNames.Disposition(list.List.Name, format.Name);
        await format.WriteAsync(list, http.Response.BodyWriter);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}

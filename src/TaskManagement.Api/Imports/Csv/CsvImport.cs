using System.Collections.Immutable;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>
/// Imports a CSV file as its sender says that it is to be read, or tells line by line what it would bring.
/// </summary>
internal static class CsvImport
{
    private const string OnErrorName = "onError";
    private const string Refuse = "refuse";
    private const string Skip = "skip";

    /// <summary>What becomes of a file that has lines which are wrong.</summary>
    public static QueryParameter OnError { get; } = new(
        OnErrorName,
        "What becomes of a file with lines that are wrong: refuse (the default) takes nothing of it, skip leaves those "
        + "lines out and tells them in notes.")
    {
        Values = [Refuse, Skip],
    };

    /// <summary>Reads the form and imports its file.</summary>
    public static async Task<Answer> RunAsync(ApiRequest request)
    {
        var form = await CsvForm.ReadAsync(request);
        var zone = form.Mapping.TimeZone is null ? await ImportZones.OfCallerAsync(request) : TimeZoneInfo.Utc;
        var settings = CsvSettings.Of(form.Mapping, zone);
        var report = new CsvReport();
        await using var file = form.File.OpenReadStream();
        var (document, hash) = await request.Service<ImportUpload>().ReadAsync(
            file,
            async (read, stop) => (await DocumentAsync(read.Content, settings, report, stop), form.Hash(read.Hash)),
            request.Cancellation);
        if (ImportRequest.IsDryRun(request))
            return await ImportRequest.PreviewAsync(request, document, preview => With(preview, document, report));
        if (request.Query.Choice(OnErrorName, OnError.Values, Refuse) == Refuse)
            report.Require();
        return await ImportRequest.RunAsync(request, document with { Notes = LeftOut(report) }, hash);
    }

    private static async Task<ImportDocument> DocumentAsync(
        Stream file, CsvSettings settings, CsvReport report, CancellationToken cancellation)
    {
        var table = await CsvTable.ReadAsync(file, settings.Delimiter, cancellation);
        settings.RequireColumns(table);
        if (table.Records.Length > ImportBounds.TasksMax)
        {
            throw ImportProblems.Of(
                "file", $"has {table.Records.Length} lines; split it into files of at most {ImportBounds.TasksMax}");
        }

        return new CsvLines(table, settings, report).Read();
    }

    private static ImmutableArray<ImportNote> LeftOut(CsvReport report) =>
    [
        .. report.Kept.Select(fault => new ImportNote(
            CsvTable.PlaceOf(fault.Line, fault.Column), $"{fault.Reason}; the line was left out")),
    ];

    private static ImportPreview With(ImportPreview preview, ImportDocument document, CsvReport report)
    {
        var sections = document.Sections.ToDictionary(one => one.Key, one => one.Name, StringComparer.Ordinal);
        return preview with
        {
            Lines = [.. document.Tasks.Take(CsvReport.Max).Select(task => Line(task, sections))],
            Errors = [.. report.Kept],
            ErrorCount = report.Count,
        };
    }

    private static PreviewLine Line(DocumentTask task, Dictionary<string, string> sections) => new(
        task.Place,
        task.Title,
        task.SectionKey is { } section ? sections[section] : null,
        task.ParentKey,
        task.Status,
        task.Priority,
        task.StartDate,
        task.DueDate,
        task.DueTimeZone,
        task.LabelKeys,
        task.AssigneeKeys.FirstOrDefault(),
        task.Attributes);
}

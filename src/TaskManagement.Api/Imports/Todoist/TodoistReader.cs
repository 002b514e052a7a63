using TaskManagement.Api.Imports.Csv;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;

namespace TaskManagement.Api.Imports.Todoist;

/// <summary>Reads the CSV of a project that Todoist exports.</summary>
internal static class TodoistReader
{
    private const string System = "todoist";

    /// <summary>The project as a document, checked; or the end of the request with what is wrong.</summary>
    /// <param name="name">
    /// The project's name, which its file does not hold; tells projects apart. Without one, each file is its own.
    /// </param>
    public static async Task<ImportDocument> DocumentAsync(
        ImportFile file, string? name, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellation)
    {
        var table = await CsvTable.ReadAsync(file.Content, ',', cancellation);
        foreach (var column in new[] { TodoistColumns.Type, TodoistColumns.Content })
        {
            if (!table.Has(column))
                throw ImportProblems.Of(
                    CsvTable.PlaceOf(table.Header.Line),
                    $"has no column {column}; export the project from Todoist as CSV, with its header");
        }

        var report = new CsvReport();
        var rows = new TodoistRows(table, report, zone, now);
        foreach (var record in table.Records)
            rows.Read(record);
        report.Require();
        var source = new ImportSource(System, name ?? Convert.ToHexStringLower(file.Hash));
        return rows.Document(source, name ?? "Todoist");
    }
}

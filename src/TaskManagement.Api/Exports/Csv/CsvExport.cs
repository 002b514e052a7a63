using System.IO.Pipelines;
using CsvHelper;

namespace TaskManagement.Api.Exports.Csv;

/// <summary>
/// A table of the tasks (RFC 4180), in UTF-8 with a byte order mark: without it spreadsheets take the text for the
/// machine's old code page. A cell that a spreadsheet would calculate begins with an apostrophe.
/// </summary>
internal static class CsvExport
{
    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    public static async Task WriteAsync(ListReading list, PipeWriter output)
    {
        var columns = CsvColumns.Of(list.List);
        await using var csv = CsvWriter.Create(output.AsStream(leaveOpen: true), Options, leaveOpen: true);
        await csv.WriteRecordAsync([.. columns.Select(column => column.Name)], list.Cancellation);
        await foreach (var page in list.PagesAsync())
        {
            var people = page.People.ToDictionary(person => person.Id, person => person.Handle);
            foreach (var row in page.Tasks.Select(task => new CsvTask(task, people)))
                await csv.WriteRecordAsync([.. columns.Select(column => column.Read(row))], list.Cancellation);
            await csv.FlushAsync(list.Cancellation);
        }
    }
}

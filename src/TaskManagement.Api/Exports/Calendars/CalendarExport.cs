using System.IO.Pipelines;

namespace TaskManagement.Api.Exports.Calendars;

/// <summary>The tasks of a list as to-dos (RFC 5545). Archived ones are out of sight here too.</summary>
internal static class CalendarExport
{
    public static async Task WriteAsync(ListReading list, PipeWriter output)
    {
        var calendar = new Calendar(output, list.List, list.At);
        calendar.Begin();
        await foreach (var page in list.PagesAsync())
        {
            foreach (var exported in page.Tasks)
                calendar.Add(exported.Task);
            await output.FlushAsync(list.Cancellation);
        }

        calendar.End();
    }
}

using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Exports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Exports;

/// <summary>
/// A list that is being read at one instant. Its first page is there before anything is written, so that what is
/// refused still becomes a problem; what goes wrong later cuts the answer off, and a client sees that it is not whole.
/// </summary>
internal sealed class ListReading
{
    private readonly ApiRequest _request;
    private readonly ListExport _export;
    private readonly ExportPage _first;

    private ListReading(ApiRequest request, ListExport export, ExportPage first) =>
        (_request, _export, _first) = (request, export, first);

    /// <summary>The list.</summary>
    public TaskListView List => _export.List;

    /// <summary>The instant.</summary>
    public DateTimeOffset At => _export.At;

    /// <summary>Ends when the client goes or the time is up.</summary>
    public CancellationToken Cancellation => _request.Cancellation;

    /// <summary>Opens a list, or ends the request with the reason why not.</summary>
    public static async Task<ListReading> OpenAsync(ApiRequest request, ListId list, DateTimeOffset? asOf)
    {
        var grain = GrainOf(request);
        var export = await request.AskAsync(grain.Open(request.Caller, list, asOf));
        var first = await request.AskAsync(grain.Page(request.Caller, list, export.At, cursor: null));
        return new ListReading(request, export, first);
    }

    /// <summary>Its tasks, by creation. They can be read once.</summary>
    public async IAsyncEnumerable<ExportPage> PagesAsync()
    {
        yield return _first;
        for (var cursor = _first.NextCursor; cursor is not null;)
        {
            var page = await _request.AskAsync(GrainOf(_request).Page(_request.Caller, List.Id, At, cursor));
            yield return page;
            cursor = page.NextCursor;
        }
    }

    private static IListExportsGrain GrainOf(ApiRequest request) => request.Grains.GetGrain<IListExportsGrain>(0);
}

using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TaskManagement.Api.Tests.OpenApi;

/// <summary>
/// Holds every answer of a server against what its document says of it: the operation, the status, the media type, and
/// each member of each object. A deviation ends the request that met it.
/// </summary>
internal sealed partial class DocumentedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string DocumentPath = "/openapi/v1.json";
    private static readonly ConcurrentDictionary<Uri, Lazy<Task<ApiDescription>>> Documents = [];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var server = new Uri(request.RequestUri!.GetLeftPart(UriPartial.Authority));
        var document = await Documents.GetOrAdd(server, _ => new(() => ReadAsync(server))).Value;
        var deviations = await DeviationsAsync(document, request, response, cancellationToken);
        if (deviations.Count == 0)
            return response;
        throw new InvalidOperationException(
            $"{request.Method} {request.RequestUri.PathAndQuery} was answered {(int)response.StatusCode} with what the "
            + $"document does not say: {string.Join("; ", deviations.Take(5))}");
    }

    private async Task<ApiDescription> ReadAsync(Uri server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, DocumentPath));
        using var response = await base.SendAsync(request, CancellationToken.None);
        return new ApiDescription(await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync()));
    }

    private static async Task<List<string>> DeviationsAsync(
        ApiDescription document,
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellation)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (!path.StartsWith("/api/", StringComparison.Ordinal))
            return [];
        if (document.FindOperation(request.Method, path) is not { } operation)
            return response.IsSuccessStatusCode ? ["there is no such operation"] : [];
        var status = (int)response.StatusCode;
        var responses = operation.GetProperty("responses");
        if (!responses.TryGetProperty($"{status}", out var described)
            && (status < 400 || !responses.TryGetProperty("default", out described)))
            return status is 206 or 304 ? [] : [$"status {status} is not among its answers"];
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        if (mediaType is null || !mediaType.EndsWith("json", StringComparison.Ordinal))
            return [];
        if (!described.TryGetProperty("content", out var content)
            || (!content.TryGetProperty(mediaType, out var media) && !content.TryGetProperty("*/*", out media)))
            return [$"{mediaType} is not among its answers"];
        if (!media.TryGetProperty("schema", out var schema))
            return [];
        await response.Content.LoadIntoBufferAsync(cancellation);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation)).RootElement;
        // Who names fields gets those alone.
        var isTrimmed = Fields().IsMatch(request.RequestUri.Query);
        return [.. document.Deviations(schema, body, "$", isTrimmed)];
    }

    [GeneratedRegex("[?&]fields=")]
    private static partial Regex Fields();
}

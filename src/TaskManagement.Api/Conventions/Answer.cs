using System.Text.Json;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Api.Conventions;

/// <summary>What a handler answers with.</summary>
internal sealed record Answer(int Status, object? Body)
{
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>The version of what is answered; becomes the ETag.</summary>
    public long? Version { get; init; }

    /// <summary>Where a created thing is.</summary>
    public string? Location { get; init; }

    /// <summary>Another header than the default of the front end, such as for public answers.</summary>
    public string? CacheControl { get; init; }

    /// <summary>Writes an answer that is not JSON, its headers included.</summary>
    public Func<HttpContext, Task>? Content { get; init; }

    public static Answer Empty { get; } = new(StatusCodes.Status204NoContent, null);

    public static Answer Ok(object body, long? version = null) =>
        new(StatusCodes.Status200OK, body) { Version = version };

    public static Answer Created(object body, string location, long? version = null) =>
        new(StatusCodes.Status201Created, body) { Version = version, Location = location };

    public static Answer Accepted(object body, string location) =>
        new(StatusCodes.Status202Accepted, body) { Location = location };

    /// <summary>The value of a result, or the end of the request with its refusal.</summary>
    public static T ValueOf<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw new ProblemException(RefusalProblems.Of(result.Refusal));

    public Task WriteAsync(HttpContext context)
    {
        if (Content is not null)
            return Content(context);
        var response = context.Response;
        if (Version is { } version)
            response.Headers.ETag = EntityTags.Of(version);
        if (Location is not null)
            response.Headers.Location = Location;
        if (CacheControl is not null)
            response.Headers.CacheControl = CacheControl;
        var isRead = HttpMethods.IsGet(context.Request.Method);
        if (isRead && Version is { } held && EntityTags.IsNoneMatch(context.Request, held))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = Status;
        if (Body is null)
            return Task.CompletedTask;
        response.ContentType = ContentType;
        return WriteBodyAsync(response, Body);
    }

    /// <summary>
    /// Writes into the pipe's own buffer: answers are small, and one write with a known length costs the least.
    /// </summary>
    private static async Task WriteBodyAsync(HttpResponse response, object body)
    {
        using (var writer = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions
        {
            Encoder = ApiJson.Options.Encoder,
            SkipValidation = true,
        }))
        {
            JsonSerializer.Serialize(writer, body, body.GetType(), ApiJson.Options);
        }

        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}

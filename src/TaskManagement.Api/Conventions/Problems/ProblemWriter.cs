using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using TaskManagement.Api.Conventions.Json;

namespace TaskManagement.Api.Conventions.Problems;

/// <summary>Writes problems as <c>application/problem+json</c>.</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    /// <summary>Replaces whatever the response holds by the problem. The response must not have started.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        var allow = response.Headers.Allow;
        response.Clear();
        response.StatusCode = problem.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status405MethodNotAllowed)
            response.Headers.Allow = allow;
        if (problem.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (problem.Challenge is { } challenge)
            response.Headers.WWWAuthenticate = challenge;
        SecurityHeaders.Apply(response);
        return JsonSerializer.SerializeAsync(response.Body, Body(context, problem), ApiJson.Options);
    }

    private static ProblemBody Body(HttpContext context, Problem problem) => new(
        problem.Code,
        ReasonPhrases.GetReasonPhrase(problem.Status),
        problem.Status,
        problem.Detail,
        problem.Errors.IsEmpty ? null : problem.Errors,
        RequestTrace.IdOf(context));
}

/// <summary>A problem on the wire.</summary>
/// <param name="Code">Stable, in snake_case; branch on it.</param>
/// <param name="Title">What the status means.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">For people: what is wrong and how to mend it.</param>
/// <param name="Errors">Per field or parameter (camelCase path) what is wrong with it.</param>
/// <param name="TraceId">Finds the request in the operator's log.</param>
internal sealed record ProblemBody(
    string Code,
    string Title,
    int Status,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Errors,
    string TraceId)
{
    /// <summary>As RFC 9457 §4.2.1 has it: the status code says what kind it is, <c>code</c> which.</summary>
    public string Type => "about:blank";
}

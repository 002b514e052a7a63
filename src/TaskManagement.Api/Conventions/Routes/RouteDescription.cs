using System.Collections.Immutable;
using TaskManagement.Api.Conventions.Json;

namespace TaskManagement.Api.Conventions.Routes;

/// <summary>What a route takes and gives: requests are checked against it, and OpenAPI is made from it.</summary>
/// <param name="Summary">What it does, in a line.</param>
internal sealed record RouteDescription(string Summary)
{
    /// <summary>
    /// The operation's name in the OpenAPI document; needed where handlers are not methods of their own.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>What a reader of the documentation should know beside the summary.</summary>
    public string? Remarks { get; init; }

    /// <summary>The type of the body; <c>null</c> where none is read.</summary>
    public Type? Body { get; init; }

    /// <summary>Whether a request may do without the body; it counts as an empty object then.</summary>
    public bool BodyIsOptional { get; init; }

    /// <summary>The media types of the body.</summary>
    public ImmutableArray<string> MediaTypes { get; init; } = [JsonBody.MediaType];

    /// <summary>The parameters of the query; others are refused.</summary>
    public ImmutableArray<QueryParameter> Query { get; init; } = [];

    /// <summary>The status of success.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Other statuses of success, with an answer of the same type.</summary>
    public ImmutableArray<int> OtherStatuses { get; init; } = [];

    /// <summary>What a parameter may ask for instead, with status 200; <c>null</c> for nothing.</summary>
    public Type? Alternative { get; init; }

    /// <summary>The media types of an answer that is a file.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The type of the answer; <c>null</c> for none.</summary>
    public Type? Answer { get; init; }

    /// <summary>Whether it changes something, and so takes Idempotency-Key and If-Match.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Whether the answer has a version, and so an ETag.</summary>
    public bool HasVersion { get; init; }
}

/// <summary>A parameter of a query.</summary>
/// <param name="Name">As clients write it.</param>
/// <param name="Description">Form and meaning.</param>
internal sealed record QueryParameter(string Name, string Description)
{
    /// <summary>The values, where only these are allowed.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>A UUID, a date-time, an integer or plain text: the format as OpenAPI names it.</summary>
    public string? Format { get; init; }

    /// <summary>Whether it is an integer.</summary>
    public bool IsInteger { get; init; }
}

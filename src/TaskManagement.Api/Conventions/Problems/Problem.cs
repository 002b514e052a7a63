using System.Collections.Immutable;

namespace TaskManagement.Api.Conventions.Problems;

/// <summary>What a refused or failed request is answered with (RFC 9457).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable, in snake_case; clients branch on it.</param>
/// <param name="Detail">For people: what is wrong and how to mend it.</param>
internal sealed record Problem(int Status, string Code, string Detail)
{
    /// <summary>Per field or parameter (camelCase path) what is wrong with it.</summary>
    public ImmutableSortedDictionary<string, string> Errors { get; init; } = NoErrors;

    /// <summary>After how many seconds the same request may succeed.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The challenge of a 401 (RFC 6750 §3).</summary>
    public string? Challenge { get; init; }

    private static ImmutableSortedDictionary<string, string> NoErrors { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The same problem, with what is wrong per field.</summary>
    public Problem With(IEnumerable<KeyValuePair<string, string>> errors) =>
        this with { Errors = NoErrors.AddRange(errors) };
}

/// <summary>Ends a request with a problem. Thrown and caught within the front end; it crosses no grain call.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}

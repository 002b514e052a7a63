using System.Collections.Immutable;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Api.Conventions.Problems;

/// <summary>The one place where a refusal of a grain becomes an HTTP status.</summary>
internal static class RefusalProblems
{
    private const int RetrySoonSeconds = 1;
    private const int RetryLaterSeconds = 60;

    public static Problem Of(Refusal refusal) =>
        new Problem(StatusOf(refusal.Kind), refusal.Code, refusal.Message)
        {
            Challenge = refusal.Kind == RefusalKind.Unauthenticated ? "Bearer" : null,
            RetryAfterSeconds = refusal.Kind switch
            {
                RefusalKind.Unavailable => RetrySoonSeconds,
                RefusalKind.TooMany => RetryLaterSeconds,
                _ => null,
            },
        }.With(refusal.Fields ?? ImmutableDictionary<string, string>.Empty);

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => throw new InvalidOperationException($"No status is known for a refusal of kind {kind}."),
    };
}

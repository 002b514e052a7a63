using TaskManagement.Contracts.Results;

namespace TaskManagement.Api.Conventions.Problems;

/// <summary>The problems that the front end itself finds; those of the grains come as <see cref="Refusal"/>.</summary>
internal static class ApiProblems
{
    private const int RetrySoonSeconds = 1;
    private const int RetryLaterSeconds = 5;

    public static Problem RouteNotFound { get; } =
        new(404, "route_not_found", "There is nothing at this address. The routes are listed at /openapi/v1.json.");

    public static Problem MethodNotAllowed { get; } =
        new(405, "method_not_allowed", "This address does not answer this method; the header Allow lists others.");

    public static Problem Unauthenticated { get; } =
        new(401, "unauthenticated", "Log in, and send the access token in the header Authorization: Bearer <token>.")
        {
            Challenge = "Bearer",
        };

    public static Problem TokenExpired { get; } =
        new(401, "token_expired", "The access token has expired. Exchange the refresh token at /api/v1/auth/refresh.")
        {
            Challenge = "Bearer error=\"invalid_token\", error_description=\"The token has expired\"",
        };

    public static Problem SessionEnded { get; } =
        new(401, "session_ended", "The session of this access token has ended. Log in again.")
        {
            Challenge = "Bearer error=\"invalid_token\", error_description=\"The session has ended\"",
        };

    public static Problem TokenInvalid { get; } =
        new(401, "token_invalid", "This is no access token of this server. Log in again.")
        {
            Challenge = "Bearer error=\"invalid_token\"",
        };

    public static Problem Forbidden { get; } = new(403, "forbidden", "Your roles do not allow this.");

    public static Problem InternalError { get; } = new(
        500, "internal_error", "Something is broken here. The operator finds the cause in the log by the traceId.");

    public static Problem OutcomeUnknown { get; } = new(
        503,
        "outcome_unknown",
        "Whether this was carried out is not known. Repeat it with the same Idempotency-Key, or read first.")
    {
        RetryAfterSeconds = RetrySoonSeconds,
    };

    public static Problem StorageUnavailable { get; } =
        new(503, "storage_unavailable", "The storage is away and nothing was written. Repeat the request.")
        {
            RetryAfterSeconds = RetrySoonSeconds,
        };

    public static Problem Unavailable { get; } =
        new(503, "temporarily_unavailable", "This cannot be answered at the moment. Repeat the request.")
        {
            RetryAfterSeconds = RetryLaterSeconds,
        };

    public static Problem TimedOut { get; } =
        new(503, "timed_out", "The answer took too long. Repeat the request.")
        {
            RetryAfterSeconds = RetryLaterSeconds,
        };

    public static Problem JsonMalformed(string why) => new(400, "json_malformed", $"The body is no valid JSON: {why}.");

    public static Problem BodyTooLarge(long bytesMax) =>
        new(413, "body_too_large", $"The body is larger than the {bytesMax:N0} bytes that this address takes.");

    public static Problem MediaTypeUnsupported(string expected) =>
        new(415, "media_type_unsupported", $"Send the body with the header Content-Type: {expected} (in UTF-8).");

    /// <summary>400 for fields of the body.</summary>
    public static Problem Invalid(IReadOnlyCollection<KeyValuePair<string, string>> errors) =>
        new Problem(400, "validation_failed", Summary(errors)).With(errors);

    /// <summary>400 for one field, parameter or header.</summary>
    public static Problem Invalid(string name, string what, string code = "validation_failed") =>
        new Problem(400, code, $"{name}: {what}").With([KeyValuePair.Create(name, what)]);

    /// <summary>404: an id that cannot be one names nothing, just like one that is unknown.</summary>
    public static Problem NotFound(string what) => RefusalProblems.Of(Refusals.NotFound(what));

    private static string Summary(IReadOnlyCollection<KeyValuePair<string, string>> errors)
    {
        var (name, what) = errors.First();
        return errors.Count == 1 ? $"{name}: {what}" : $"{name}: {what} (and {errors.Count - 1} more, see errors)";
    }
}

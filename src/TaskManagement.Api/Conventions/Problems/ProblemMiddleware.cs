using TaskManagement.Api.Attachments;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Blobs;

namespace TaskManagement.Api.Conventions.Problems;

/// <summary>Whatever goes wrong inside leaves as a problem, never as a stack trace.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Apply(context.Response);
        try
        {
            await next(context);
            if (Unanswered(context.Response))
                await ProblemWriter.WriteAsync(context, OfStatus(context.Response.StatusCode));
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            if (Of(context, error) is { } problem)
                await ProblemWriter.WriteAsync(context, problem);
        }
    }

    /// <summary>Routing and authorization set a status and write nothing.</summary>
    private static bool Unanswered(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null };

    private static Problem OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => ApiProblems.Unauthenticated,
        StatusCodes.Status403Forbidden => ApiProblems.Forbidden,
        StatusCodes.Status404NotFound => ApiProblems.RouteNotFound,
        StatusCodes.Status405MethodNotAllowed => ApiProblems.MethodNotAllowed,
        StatusCodes.Status503ServiceUnavailable => ApiProblems.TimedOut,
        _ => new Problem(status, $"http_{status}", "The request could not be answered."),
    };

    private Problem? Of(HttpContext context, Exception error)
    {
        switch (error)
        {
            case ProblemException known:
                return known.Problem;
            case BadHttpRequestException bad:
                return OfBadRequest(context, bad);
            case OperationCanceledException when context.RequestAborted.IsCancellationRequested:
                // The client has gone; there is nobody to answer.
                return null;
            case var _ when FailureKinds.IsTransient(error):
                logger.LogWarning(
                    error,
                    "{Method} {Path} could not be answered",
                    context.Request.Method,
                    SecretAddresses.PathOf(context));
                return FailureKinds.IsOfStorage(error) ? ApiProblems.StorageUnavailable : ApiProblems.Unavailable;
            case BlobDamagedException:
                logger.LogError(error, "{Path} is damaged", SecretAddresses.PathOf(context));
                return AttachmentProblems.ContentDamaged;
            default:
                logger.LogError(
                    error, "{Method} {Path} failed", context.Request.Method, SecretAddresses.PathOf(context));
                return ApiProblems.InternalError;
        }
    }

    private static Problem OfBadRequest(HttpContext context, BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => ApiProblems.BodyTooLarge(BodyBytesMax(context)),
        _ => new Problem(bad.StatusCode, "request_malformed", "The request could not be read whole."),
    };

    private static long BodyBytesMax(HttpContext context) => context.Features
        .Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0;
}

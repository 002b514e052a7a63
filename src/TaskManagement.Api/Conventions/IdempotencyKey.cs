using TaskManagement.Api.Conventions.Problems;

namespace TaskManagement.Api.Conventions;

/// <summary>The header <c>Idempotency-Key</c>: the same key and body, the same answer, no second effect.</summary>
internal static class IdempotencyKey
{
    public const string HeaderName = "Idempotency-Key";
    private const int LengthMax = 255;

    /// <summary>The key, or <c>null</c> where none is sent.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers[HeaderName];
        if (header.Count == 0)
            return null;
        if (header is [{ Length: > 0 and <= LengthMax } key] && key.All(character => character is >= '!' and <= '~'))
            return key;
        throw new ProblemException(ApiProblems.Invalid(
            HeaderName,
            $"is to be given once, as 1 to {LengthMax} visible ASCII characters",
            "idempotency_key_invalid"));
    }
}

namespace TaskManagement.Api.Conventions;

/// <summary>Headers that every answer carries.</summary>
internal static class SecurityHeaders
{
    public static void Apply(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        // Answers are personal: a shared or disk cache must not keep them. Public ones say otherwise themselves.
        if (response.Headers.CacheControl.Count == 0)
            response.Headers.CacheControl = "no-store";
    }
}

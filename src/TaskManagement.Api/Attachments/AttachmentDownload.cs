using Microsoft.Net.Http.Headers;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Attachments;

/// <summary>
/// Sends content in a way that no browser runs it: as a download, without guessing what it is, in a sandbox, and under
/// a media type that is known to be inert.
/// </summary>
internal static class AttachmentDownload
{
    private const string UnknownMediaType = "application/octet-stream";

    /// <summary>Kinds that a browser shows without running anything of them; all others are bytes to it.</summary>
    private static readonly HashSet<string> Inert =
    [
        "application/pdf", "application/zip", "audio/mpeg", "audio/ogg", "image/avif", "image/gif", "image/jpeg",
        "image/png", "image/webp", "text/csv", "text/plain", "video/mp4", "video/webm",
    ];

    /// <summary>Answers HEAD, ranges and conditions (RFC 9110 §13, §14).</summary>
    public static Task WriteAsync(HttpContext http, AttachmentView attachment, Stream content)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(attachment.Sha256))}:";
        return Results.Stream(
            content,
            Inert.Contains(attachment.MediaType) ? attachment.MediaType : UnknownMediaType,
            attachment.Name,
            attachment.CreatedAt,
            new EntityTagHeaderValue($"\"{attachment.Sha256}\""),
            enableRangeProcessing: true).ExecuteAsync(http);
    }
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using TaskManagement.Api.Conventions.Problems;

namespace TaskManagement.Api.Conventions.Json;

/// <summary>Reads bodies: media type, size, syntax, shape, in this order, each with its own problem.</summary>
internal static class JsonBody
{
    public const string MediaType = "application/json";
    public const string MergePatchMediaType = "application/merge-patch+json";

    /// <summary>Reads the bytes of a JSON body.</summary>
    public static async Task<byte[]> ReadBytesAsync(HttpRequest request, ImmutableArray<string> mediaTypes)
    {
        CheckMediaType(request, mediaTypes);
        using var bytes = new MemoryStream(capacity: (int)Math.Min(request.ContentLength ?? 0, 1 << 20));
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        return bytes.ToArray();
    }

    /// <summary>Reads a value out of the bytes, or ends the request with everything that is wrong with them.</summary>
    public static T Parse<T>(byte[] bytes) where T : class
    {
        CheckDepth(bytes);
        using var document = ParseDocument(bytes);
        var errors = JsonShapeCheck.Check(document.RootElement, JsonShapes.Of(typeof(T)));
        if (errors.Count > 0)
            throw new ProblemException(ApiProblems.Invalid(errors));
        return document.RootElement.Deserialize<T>(ApiJson.Options)!;
    }

    /// <summary>Ends the request where its body is not of one of these types, in UTF-8 and not compressed.</summary>
    public static void CheckMediaType(HttpRequest request, ImmutableArray<string> mediaTypes)
    {
        var fits = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && mediaTypes.Any(known => type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || type.Encoding is UTF8Encoding);
        if (!fits || request.Headers.ContentEncoding.Count > 0)
            throw new ProblemException(ApiProblems.MediaTypeUnsupported(mediaTypes[0]));
    }

    /// <summary>A parser that meets the limit only says that the JSON is wrong; this says why.</summary>
    private static void CheckDepth(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth > ApiJson.DepthMax)
                    throw new ProblemException(
                        ApiProblems.JsonMalformed($"it is nested more than {ApiJson.DepthMax} levels deep"));
            }
        }
        catch (JsonException error)
        {
            throw new ProblemException(ApiProblems.JsonMalformed(Where(error)));
        }
    }

    private static JsonDocument ParseDocument(byte[] bytes)
    {
        try
        {
            // Duplicates are let through here: the check of the shape names them.
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = ApiJson.DepthMax + 1 });
        }
        catch (JsonException error)
        {
            throw new ProblemException(ApiProblems.JsonMalformed(Where(error)));
        }
    }

    private static string Where(JsonException error) =>
        $"it cannot be read at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}";
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TaskManagement.Blobs.Tests.S3;

/// <summary>
/// Speaks as much of the S3 protocol as a store of content needs, for one bucket in memory: it refuses what is not
/// signed with its secret, and a part that is smaller than the protocol allows.
/// </summary>
public sealed class S3Server : IAsyncDisposable
{
    public const string Bucket = "attachments";
    public const string AccessKey = "access";
    public const string SecretKey = "secret";

    private const int PartBytesMin = 5 << 20;

    private readonly WebApplication _application;

    private S3Server(WebApplication application) => _application = application;

    /// <summary>What is there, by name.</summary>
    public ConcurrentDictionary<string, (byte[] Content, DateTimeOffset At)> Objects { get; } = [];

    /// <summary>Uploads that have neither been completed nor called off, by their ids.</summary>
    public ConcurrentDictionary<string, S3ServerUpload> Uploads { get; } = [];

    /// <summary>The requests that were answered, as method and status.</summary>
    public ConcurrentQueue<string> Answers { get; } = [];

    /// <summary>Requests to which the server answers that something is broken.</summary>
    public Func<HttpRequest, bool> IsBroken { get; set; } = _ => false;

    public string Address => _application.Urls.Single();

    public static async Task<S3Server> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var server = new S3Server(builder.Build());
        server._application.Run(server.AnswerAsync);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var answer = Answer(http.Request, body.ToArray());
        Answers.Enqueue($"{http.Request.Method} {((IStatusCodeHttpResult)answer).StatusCode}");
        await answer.ExecuteAsync(http);
    }

    private IResult Answer(HttpRequest request, byte[] body)
    {
        if (IsBroken(request))
            return Error(StatusCodes.Status500InternalServerError, "InternalError");
        if (!S3Signature.IsOf(request, body, AccessKey, SecretKey))
            return Error(StatusCodes.Status403Forbidden, "SignatureDoesNotMatch");
        var path = request.Path.Value!.Split('/', 3);
        if (path[1] != Bucket)
            return Error(StatusCodes.Status404NotFound, "NoSuchBucket");
        var name = path.ElementAtOrDefault(2) ?? "";
        string upload = request.Query["uploadId"]!;
        return (request.Method, upload) switch
        {
            ("GET", _) when name.Length == 0 && request.Query.ContainsKey("uploads") => ListUploads(request),
            ("GET", _) when name.Length == 0 => List(request),
            ("GET" or "HEAD", _) => Read(request, name),
            ("PUT", null) => Write(request.HttpContext.Response, name, body),
            ("PUT", _) => WritePart(request, upload, body),
            ("POST", null) => Begin(name),
            ("POST", _) => Complete(upload, body),
            ("DELETE", null) => Delete(name),
            ("DELETE", _) => CallOff(upload),
            _ => Error(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed"),
        };
    }

    private IResult Read(HttpRequest request, string name)
    {
        if (!Objects.TryGetValue(name, out var found))
            return Error(StatusCodes.Status404NotFound, "NoSuchKey");
        return new Sized(Results.Bytes(found.Content, lastModified: found.At, enableRangeProcessing: true),
            request.Headers.Range.Count > 0 ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK);
    }

    private IResult Write(HttpResponse response, string name, byte[] body)
    {
        Objects[name] = (body, TimeProvider.System.GetUtcNow());
        response.Headers.ETag = ETagOf(body);
        return Results.StatusCode(StatusCodes.Status200OK);
    }

    private IResult WritePart(HttpRequest request, string upload, byte[] body)
    {
        if (!Uploads.TryGetValue(upload, out var found))
            return Error(StatusCodes.Status404NotFound, "NoSuchUpload");
        found.Parts[int.Parse(request.Query["partNumber"]!, CultureInfo.InvariantCulture)] = body;
        request.HttpContext.Response.Headers.ETag = ETagOf(body);
        return Results.StatusCode(StatusCodes.Status200OK);
    }

    private IResult Begin(string name)
    {
        var upload = Guid.NewGuid().ToString();
        Uploads[upload] = new S3ServerUpload(name, TimeProvider.System.GetUtcNow(), []);
        return Xml(new XElement("InitiateMultipartUploadResult", new XElement("UploadId", upload)));
    }

    private IResult Complete(string upload, byte[] body)
    {
        if (!Uploads.TryRemove(upload, out var found))
            return Error(StatusCodes.Status404NotFound, "NoSuchUpload");
        var listed = XElement.Load(new MemoryStream(body)).Elements()
            .Select(part => part.Elements().ToDictionary(field => field.Name.LocalName, field => field.Value))
            .Select(part => (Number: int.Parse(part["PartNumber"], CultureInfo.InvariantCulture), ETag: part["ETag"]))
            .ToArray();
        var parts = listed.Select(part => found.Parts[part.Number]).ToArray();
        if (parts.SkipLast(1).Any(part => part.Length < PartBytesMin))
            return Error(StatusCodes.Status400BadRequest, "EntityTooSmall");
        if (listed.Zip(parts).Any(part => part.First.ETag != ETagOf(part.Second)))
            return Error(StatusCodes.Status400BadRequest, "InvalidPart");
        Objects[found.Name] = ([.. parts.SelectMany(part => part)], TimeProvider.System.GetUtcNow());
        return Xml(new XElement("CompleteMultipartUploadResult", new XElement("Key", found.Name)));
    }

    private IResult Delete(string name)
    {
        Objects.TryRemove(name, out _);
        return Results.StatusCode(StatusCodes.Status204NoContent);
    }

    private IResult CallOff(string upload) => Uploads.TryRemove(upload, out _)
        ? Results.StatusCode(StatusCodes.Status204NoContent)
        : Error(StatusCodes.Status404NotFound, "NoSuchUpload");

    private IResult List(HttpRequest request)
    {
        const int PageSize = 3;
        var after = request.Query["continuation-token"].ToString();
        var rest = Objects.Where(one => one.Key.StartsWith(request.Query["prefix"]!, StringComparison.Ordinal)
                && string.CompareOrdinal(one.Key, after) > 0)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .ToArray();
        var page = rest.Take(PageSize).ToArray();
        var more = rest.Length > page.Length;
        return Xml(new XElement(
            "ListBucketResult",
            new XElement("IsTruncated", more),
            more ? new XElement("NextContinuationToken", page[^1].Key) : null,
            page.Select(one => new XElement(
                "Contents", new XElement("Key", one.Key), new XElement("LastModified", one.Value.At.UtcDateTime)))));
    }

    private IResult ListUploads(HttpRequest request) => Xml(new XElement(
        "ListMultipartUploadsResult",
        new XElement("IsTruncated", false),
        Uploads.Where(one => one.Value.Name.StartsWith(request.Query["prefix"]!, StringComparison.Ordinal))
            .Select(one => new XElement(
                "Upload",
                new XElement("Key", one.Value.Name),
                new XElement("UploadId", one.Key),
                new XElement("Initiated", one.Value.At.UtcDateTime)))));

    private static string ETagOf(byte[] content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"";

    private static IResult Xml(XElement body, int status = StatusCodes.Status200OK) =>
        Results.Content(body.ToString(), "application/xml", statusCode: status);

    private static IResult Error(int status, string code) =>
        Xml(new XElement("Error", new XElement("Code", code), new XElement("Message", code)), status);

    /// <summary>Says the status of a result that finds it out by itself.</summary>
    private sealed class Sized(IResult inner, int status) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => status;

        public Task ExecuteAsync(HttpContext httpContext) => inner.ExecuteAsync(httpContext);
    }
}

/// <summary>An upload in parts.</summary>
public sealed record S3ServerUpload(string Name, DateTimeOffset At, ConcurrentDictionary<int, byte[]> Parts);

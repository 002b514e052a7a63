using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Blobs;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Attachments;

/// <summary>
/// Takes content into the store, then tells the task. Content that the task refuses is deleted at once; where the
/// outcome is not known it stays, and the sweep deletes it once it is sure to be nobody's.
/// </summary>
internal sealed class AttachmentUpload(IBlobStore store, IOptions<AttachmentOptions> options)
{
    private const string UnknownMediaType = "application/octet-stream";

    public async Task<AttachmentView> ReceiveAsync(ApiRequest request, ITaskGrain grain)
    {
        var name = request.Query.Raw("name") ?? throw QueryReader.Invalid("name", "is missing; give the file's name");
        var mediaType = MediaTypeOf(request.Http.Request);
        var blob = await StoreAsync(request);
        var command = new AttachFile(name, mediaType, blob.Bytes, blob.Sha256, blob.Key);
        var attachment = await SendAsync(request, grain, command);
        // A repetition has the content that came first.
        if (attachment.BlobKey != blob.Key)
            await store.DeleteAsync(blob.Key);
        return attachment;
    }

    private async Task<AttachmentView> SendAsync(ApiRequest request, ITaskGrain grain, AttachFile command)
    {
        try
        {
            return await request.SendAsync(
                request.Command(HashOf(command), Origin.Api), context => grain.Attach(context, command));
        }
        catch (ProblemException refused) when (refused.Problem.Status < StatusCodes.Status500InternalServerError)
        {
            await store.DeleteAsync(command.BlobKey);
            throw;
        }
    }

    private async Task<BlobInfo> StoreAsync(ApiRequest request)
    {
        var outcome = await store.PutAsync(
            request.Http.Request.Body, options.Value.SizeBytesMax, request.Cancellation);
        return outcome is PutOutcome.Stored stored
            ? stored.Blob
            : throw new ProblemException(ApiProblems.BodyTooLarge(options.Value.SizeBytesMax));
    }

    /// <summary>What makes two uploads the same: name, kind and content.</summary>
    private static byte[] HashOf(AttachFile command) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{command.Sha256}\n{command.MediaType}\n{command.Name}"));

    private static string MediaTypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Length <= TaskBounds.MediaTypeLengthMax
            ? type.MediaType.ToString().ToLowerInvariant()
            : UnknownMediaType;
}

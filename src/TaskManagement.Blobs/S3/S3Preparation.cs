using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs.S3;

/// <summary>
/// At start: tries the bucket, and calls off uploads that a crash left unfinished. A bucket that refuses stops the
/// start, since a setting is wrong; one that does not answer costs the attachments alone, until it does.
/// </summary>
internal sealed class S3Preparation(
    S3Bucket bucket, IOptions<AttachmentOptions> options, TimeProvider clock, ILogger<S3Preparation> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var probe = new ListObjectsV2Request { BucketName = bucket.Name, Prefix = bucket.Prefix, MaxKeys = 1 };
            await bucket.AskAsync((client, stop) => client.ListObjectsV2Async(probe, stop), cancellationToken);
        }
        catch (BlobStoreUnavailableException error) when (IsRefusal(error.InnerException))
        {
            throw new OptionsValidationException(AttachmentOptions.Section, typeof(S3Options),
            [
                $"{error.Message} Set {S3Options.Section}:Bucket, Region, AccessKey and SecretKey to a bucket that is "
                + "there and a key that may list, read, write and delete in it.",
            ]);
        }
        catch (BlobStoreUnavailableException error)
        {
            logger.LogWarning("{Problem}; until it answers they are answered with 503", error.Message);
            return;
        }

        await TrySweepAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsRefusal(Exception? error) =>
        error is AmazonS3Exception { StatusCode: > 0 and < HttpStatusCode.InternalServerError };

    private async Task TrySweepAsync(CancellationToken cancellation)
    {
        try
        {
            await SweepAsync(cancellation);
        }
        catch (BlobStoreUnavailableException error)
        {
            logger.LogWarning(
                "Unfinished uploads stay in the bucket unless a rule of its own ends them. {Problem}", error.Message);
        }
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        var youngest = clock.GetUtcNow().UtcDateTime.AddMinutes(-options.Value.OrphanMinutes);
        var request = new ListMultipartUploadsRequest { BucketName = bucket.Name, Prefix = bucket.Prefix };
        var page = await bucket.AskAsync(
            (client, stop) => client.ListMultipartUploadsAsync(request, stop), cancellation);
        // At most a thousand; a later start finds the rest.
        var orphans = (page.MultipartUploads ?? [])
            .Where(upload => upload.Initiated?.ToUniversalTime() < youngest)
            .ToArray();
        foreach (var orphan in orphans)
        {
            await bucket.FindAsync(
                (client, stop) => client.AbortMultipartUploadAsync(bucket.Name, orphan.Key, orphan.UploadId, stop),
                cancellation);
        }

        if (orphans.Length > 0)
            logger.LogInformation("Called {Count} uploads off that were left unfinished", orphans.Length);
    }
}

using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs.S3;

/// <summary>The bucket, and how it is spoken to.</summary>
internal sealed class S3Bucket(IOptions<S3Options> options) : IDisposable
{
    private readonly Lazy<AmazonS3Client> _client = new(() => ClientOf(options.Value));

    /// <summary>Its name.</summary>
    public string Name => options.Value.Bucket;

    /// <summary>What the names of all objects here begin with.</summary>
    public string Prefix => options.Value.Prefix;

    /// <summary>Speaks to the server.</summary>
    public IAmazonS3 Client => _client.Value;

    /// <summary>The name of the object that holds a key's content.</summary>
    public string ObjectOf(string key) => Prefix + key;

    /// <summary>Asks something of the server. Whatever goes wrong on the way is one kind of error.</summary>
    /// <exception cref="BlobStoreUnavailableException">It does not answer, or refuses.</exception>
    public async Task<T> AskAsync<T>(
        Func<IAmazonS3, CancellationToken, Task<T>> question, CancellationToken cancellation)
    {
        try
        {
            return await question(Client, cancellation);
        }
        catch (Exception error) when (IsOfServer(error, cancellation))
        {
            throw Unavailable(error);
        }
    }

    /// <summary>Asks for something that may not be there; <c>null</c> then.</summary>
    /// <exception cref="BlobStoreUnavailableException">It does not answer, or refuses.</exception>
    public async Task<T?> FindAsync<T>(
        Func<IAmazonS3, CancellationToken, Task<T>> question, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await AskAsync(question, cancellation);
        }
        catch (BlobStoreUnavailableException error) when (error.InnerException is AmazonS3Exception
        {
            StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket",
        })
        {
            return null;
        }
    }

    /// <summary>What an error of the way to the server is to everybody else.</summary>
    public BlobStoreUnavailableException Unavailable(Exception error) =>
        new($"Attachments cannot be had from the bucket {Name}: {error.Message}", error);

    /// <summary>Whether an error came from the server or the way to it.</summary>
    public static bool IsOfServer(Exception error, CancellationToken cancellation) => error
        is AmazonServiceException or AmazonClientException or HttpRequestException or IOException
        || (error is OperationCanceledException && !cancellation.IsCancellationRequested);

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    private static AmazonS3Client ClientOf(S3Options options)
    {
        var configuration = new AmazonS3Config
        {
            // Newer checksums are unknown to many servers; the signature covers the content's digest as it is.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint)
        {
            (configuration.ServiceURL, configuration.ForcePathStyle) = (endpoint, true);
            configuration.AuthenticationRegion = options.Region;
        }
        else
        {
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return string.IsNullOrEmpty(options.AccessKey)
            ? new AmazonS3Client(configuration)
            : new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), configuration);
    }
}

using Amazon.S3.Model;
using TaskManagement.Blobs.Streams;

namespace TaskManagement.Blobs.S3;

/// <summary>
/// Reads an object from wherever its reader stands: the first read after a seek asks for the rest from there, so that a
/// range costs no more than what is taken of it.
/// </summary>
internal sealed class S3Content(S3Bucket bucket, string name, long length) : SeekableStream
{
    private GetObjectResponse? _rest;

    public override long Length => length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.IsEmpty)
            return 0;
        _rest ??= await bucket.AskAsync((client, stop) => client.GetObjectAsync(Rest(), stop), cancellationToken);
        var read = await ReadRestAsync(_rest.ResponseStream, buffer, cancellationToken);
        Advance(read);
        return read;
    }

    protected override void Moved() => Drop();

    protected override void Dispose(bool disposing)
    {
        Drop();
        base.Dispose(disposing);
    }

    private GetObjectRequest Rest() => new()
    {
        BucketName = bucket.Name, Key = name, ByteRange = new ByteRange(Position, length - 1),
    };

    private async ValueTask<int> ReadRestAsync(Stream rest, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            var read = await rest.ReadAsync(buffer, cancellation);
            return read > 0
                ? read
                : throw new EndOfStreamException($"The object {name} ended at {Position} of {length} bytes.");
        }
        catch (Exception error) when (S3Bucket.IsOfServer(error, cancellation))
        {
            throw bucket.Unavailable(error);
        }
    }

    private void Drop()
    {
        _rest?.Dispose();
        _rest = null;
    }
}

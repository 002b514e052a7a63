using Amazon.S3.Model;

namespace TaskManagement.Blobs.S3;

/// <summary>
/// Reads an object from wherever its reader stands: the first read after a seek asks for the rest from there, so that a
/// range costs no more than what is taken of it.
/// </summary>
internal sealed class S3Content(S3Bucket bucket, string name, long length) : Stream
{
    private GetObjectResponse? _rest;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty)
            return 0;
        _rest ??= await bucket.AskAsync((client, stop) => client.GetObjectAsync(Rest(), stop), cancellationToken);
        var read = await ReadRestAsync(_rest.ResponseStream, buffer, cancellationToken);
        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("What comes over the network is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            _ => length,
        };
        ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
        if (target != _position)
            Drop();
        return _position = target;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Drop();
        base.Dispose(disposing);
    }

    private GetObjectRequest Rest() => new()
    {
        BucketName = bucket.Name, Key = name, ByteRange = new ByteRange(_position, length - 1),
    };

    private async ValueTask<int> ReadRestAsync(Stream rest, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            var read = await rest.ReadAsync(buffer, cancellation);
            return read > 0
                ? read
                : throw new EndOfStreamException($"The object {name} ended at {_position} of {length} bytes.");
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

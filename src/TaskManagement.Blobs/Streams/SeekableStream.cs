namespace TaskManagement.Blobs.Streams;

/// <summary>A stream that is read asynchronously from wherever its reader stands.</summary>
internal abstract class SeekableStream : ForwardStream
{
    private long _position;

    public override bool CanSeek => true;

    public abstract override long Length { get; }

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            _ => Length,
        };
        ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
        if (target == _position)
            return target;
        _position = target;
        Moved();
        return target;
    }

    /// <summary>So much was read.</summary>
    protected void Advance(int count) => _position += count;

    /// <summary>The reader stands elsewhere now.</summary>
    protected virtual void Moved()
    {
    }
}

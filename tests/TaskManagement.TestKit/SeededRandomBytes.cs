using TaskManagement.EventLog.Keys;

namespace TaskManagement.TestKit;

/// <summary>The same bytes for the same seed.</summary>
public sealed class SeededRandomBytes(int seed) : IRandomBytes
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    /// <inheritdoc/>
    public void Fill(Span<byte> bytes)
    {
        lock (_gate)
            _random.NextBytes(bytes);
    }
}

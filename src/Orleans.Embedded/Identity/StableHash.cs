using System.Text;

namespace Orleans;

/// <summary>
/// A hash that does not change between processes (FNV-1a with a final mix), unlike <c>GetHashCode</c>.
/// </summary>
public static class StableHash
{
    /// <summary>Hash of the bytes.</summary>
    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var hash = 2166136261u;
        foreach (var b in data)
        {
            hash = (hash ^ b) * 16777619u;
        }

        // Plain FNV spreads short keys badly over its high bits, and queues are chosen by remainder.
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6du;
        return hash ^ (hash >> 12);
    }

    /// <summary>Hash of the UTF-8 bytes of the text.</summary>
    public static uint ComputeHash(string data) => ComputeHash(Encoding.UTF8.GetBytes(data));
}

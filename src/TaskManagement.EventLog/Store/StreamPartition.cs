using System.Text;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>
/// Which partition a stream belongs to: FNV-1a of 64 bits over the UTF-8 bytes of its name, its halves folded, modulo
/// the number of partitions. Frozen, since events lie where it once put them.
/// </summary>
public static class StreamPartition
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The partition of a stream, from 0.</summary>
    public static int Of(StreamName stream, int partitions)
    {
        var hash = OffsetBasis;
        foreach (var octet in Encoding.UTF8.GetBytes(stream.Value))
            hash = (hash ^ octet) * Prime;
        return (int)((hash ^ (hash >> 32)) % (ulong)partitions);
    }
}

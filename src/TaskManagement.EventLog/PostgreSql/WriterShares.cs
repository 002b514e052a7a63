using System.Collections.Immutable;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>
/// Divides the partitions among the writers of the process. Whoever writes into a share holds it until its commit was
/// told: else listeners could hear of a later sequence of a partition first, and a writer would wait for the other one
/// inside the database, with locks in its hands.
/// </summary>
internal sealed class WriterShares(int writers, AppendDecider decider)
{
    private readonly ImmutableArray<SemaphoreSlim> _shares =
        [.. Enumerable.Range(0, writers).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The writer of an append: that of its first stream.</summary>
    public int WriterOf(EncodedAppend append) => ShareOf(append.Streams[0].Stream);

    /// <summary>
    /// Takes the shares that these appends write into, in ascending order, so that writers never wait for each other.
    /// </summary>
    /// <returns>Gives them back.</returns>
    public async Task<IDisposable> TakeAsync(IReadOnlyList<PendingAppend> members)
    {
        var taken = members
            .SelectMany(member => member.Append.Streams)
            .Select(stream => ShareOf(stream.Stream))
            .Distinct().Order().Select(share => _shares[share]).ToArray();
        foreach (var share in taken)
            await share.WaitAsync();
        return new Held(taken);
    }

    private int ShareOf(StreamName stream) => decider.PartitionOf(stream) % _shares.Length;

    private sealed class Held(SemaphoreSlim[] shares) : IDisposable
    {
        public void Dispose()
        {
            foreach (var share in shares)
                share.Release();
        }
    }
}

using System.Collections.Immutable;
using TaskManagement.EventLog.Store;
using TaskManagement.TestKit.Faults;

namespace TaskManagement.Simulation.Tests.Storage;

/// <summary>
/// A store without the version check: whatever version an append expects is replaced by the current one. It shows that
/// the checker would notice.
/// </summary>
internal sealed class UncheckedLogStore(ILogStore inner) : DecoratedLogStore(inner)
{
    public override async Task<StoreOutcome> AppendAsync(EncodedAppend append)
    {
        var streams = ImmutableArray.CreateBuilder<EncodedStream>();
        foreach (var stream in append.Streams)
        {
            var newest = await Inner.ReadStreamBackwardsAsync(stream.Stream, long.MaxValue, 1);
            streams.Add(stream with { ExpectedVersion = newest.IsEmpty ? 0 : newest[0].Version });
        }

        return await Inner.AppendAsync(append with { Streams = streams.DrainToImmutable() });
    }
}

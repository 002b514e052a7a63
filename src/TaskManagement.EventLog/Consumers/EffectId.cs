using System.Globalization;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Values;

namespace TaskManagement.EventLog.Consumers;

/// <summary>Names what a consumer makes of an event, so that a repetition makes the same again.</summary>
public static class EffectId
{
    /// <summary>The hash of (consumer, partition, sequence).</summary>
    public static Guid Of(string consumer, StoredEvent stored) => DerivedId.FromParts(
        consumer,
        stored.Partition.ToString(CultureInfo.InvariantCulture),
        stored.Sequence.ToString(CultureInfo.InvariantCulture));
}

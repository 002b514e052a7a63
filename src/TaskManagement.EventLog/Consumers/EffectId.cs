using System.Globalization;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Values;

namespace TaskManagement.EventLog.Consumers;

/// <summary>Names what a consumer makes of an event, so that a repetition makes the same again.</summary>
public static class EffectId
{
    /// <summary>
    /// The hash of (consumer, stream, version). Partition and sequence would not do: a log that is copied into another
    /// number of partitions gives them to other events, whose effects would then pass for repetitions.
    /// </summary>
    public static Guid Of(string consumer, StoredEvent stored) => DerivedId.FromParts(
        consumer, stored.Stream, stored.Version.ToString(CultureInfo.InvariantCulture));
}

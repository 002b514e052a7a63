using Orleans.Embedded.Serialization;

namespace Orleans.Embedded.Calls;

/// <summary>
/// What travels with a call besides its arguments. Never changed once made, so sharing needs no copy.
/// </summary>
internal sealed class ContextProperties
{
    private ContextProperties(Dictionary<string, object>? values, Guid reentrancyId)
    {
        Values = values;
        ReentrancyId = reentrancyId;
    }

    public Dictionary<string, object>? Values { get; }

    public Guid ReentrancyId { get; }

    /// <summary>Null when there is nothing to carry, so that the common call allocates nothing for it.</summary>
    public static ContextProperties? Of(Dictionary<string, object>? values, Guid reentrancyId)
    {
        var none = values is null || values.Count == 0;
        return none && reentrancyId == Guid.Empty ? null : new(none ? null : values, reentrancyId);
    }

    public ContextProperties CopyWith(CopyContext copying) =>
        Values is null ? this : new(copying.Copy(Values), ReentrancyId);
}

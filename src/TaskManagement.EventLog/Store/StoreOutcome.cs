using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>What became of an append in the store.</summary>
public abstract record StoreOutcome
{
    private StoreOutcome()
    {
    }

    /// <summary>It is durable.</summary>
    /// <param name="Events">In the order given.</param>
    public sealed record Written(ImmutableArray<StoredEvent> Events) : StoreOutcome;

    /// <summary>It is not, or that is not known.</summary>
    /// <param name="Why">Anything but <see cref="AppendOutcome.Appended"/>.</param>
    public sealed record NotWritten(AppendOutcome Why) : StoreOutcome;
}

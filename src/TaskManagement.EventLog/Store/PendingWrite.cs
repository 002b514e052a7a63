using TaskManagement.Contracts.Bus;

namespace TaskManagement.EventLog.Store;

/// <summary>
/// A write that waits for the writer. Its outcome is told after the commit of its batch, never before: until then even
/// a conflict may stem from a member that is rolled back.
/// </summary>
internal abstract class PendingWrite
{
    /// <summary>About how many bytes it writes.</summary>
    public abstract int Bytes { get; }

    /// <summary>The events that it has written; meaningful once its batch is committed.</summary>
    public virtual IReadOnlyList<StoredEvent> Events => [];

    /// <summary>Its statements or its data are wrong; the other members of its batch go on without it.</summary>
    public abstract void Reject(Exception error);

    /// <summary>The batch is durable: tells what it came to.</summary>
    public abstract void Complete();

    /// <summary>The batch is not durable, or that is not known.</summary>
    public abstract void Fail(Exception error, bool outcomeUnknown);
}

using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>What an append is decided by, as the open transaction sees it.</summary>
internal interface IAppendState
{
    /// <summary>What a command came to; <c>null</c> where it was never carried out.</summary>
    CommandRecord? Command(CommandId id);

    /// <summary>Where a stream ends; <see cref="StreamHead.None"/> for one without events.</summary>
    StreamHead Stream(StreamName stream);

    /// <summary>Where a partition ends.</summary>
    PartitionHead Partition(int partition);
}

/// <summary>Where a stream ends, and the version that guards of it must name.</summary>
internal readonly record struct StreamHead(long Version, long Guard)
{
    /// <summary>The head of a stream without events.</summary>
    public static StreamHead None => default;
}

/// <summary>Where a partition ends.</summary>
internal readonly record struct PartitionHead(long Sequence, DateTimeOffset At);

using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Contracts.Tasks;

/// <summary>
/// Empties the trash: what lies there for longer than is kept goes for good, a purged list's tasks follow it, and what
/// was left undone by a process that ended is done. Key 0: what leaves the trash is little.
/// </summary>
[Alias("ITrashGrain")]
public interface ITrashGrain : IGrainWithIntegerKey
{
    /// <summary>Does as much as one round takes.</summary>
    [Alias("Ping")]
    Task Ping();
}

/// <summary>Removes a task for good, and its relations from other tasks. The key is the task's id.</summary>
[Alias("ITaskPurgeGrain")]
public interface ITaskPurgeGrain : IGrainWithGuidKey
{
    /// <summary>Removes the content of a task in the trash. An owner of its list may, and the system.</summary>
    /// <param name="trashedUntil">
    /// Only where it lies there since this instant or longer; <c>null</c> however short that is.
    /// </param>
    [Alias("Purge")]
    Task<Result<Nothing>> Purge(CommandContext context, DateTimeOffset? trashedUntil);

    /// <summary>Puts a task into the trash whose list was removed for good. Only the system does.</summary>
    [Alias("Discard")]
    Task<Result<Nothing>> Discard(CommandContext context);
}

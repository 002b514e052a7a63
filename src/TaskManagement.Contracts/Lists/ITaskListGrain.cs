using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Lists;

/// <summary>
/// One task list: it holds sections, labels and members, and decides who may do what. The key is its id.
/// </summary>
[Alias("ITaskListGrain")]
public interface ITaskListGrain : IGrainWithGuidKey
{
    /// <summary>Does something to the list; the answer is the list as the command left it.</summary>
    [Alias("Act")]
    Task<Result<TaskListView>> Act(CommandContext context, ListCommand command);

    /// <summary>Makes an imported list, or adds sections and labels that are new in the export.</summary>
    [Alias("Import")]
    Task<Result<TaskListView>> Import(CommandContext context, ImportList command);

    /// <summary>The list as the caller sees it now, or as it stood at an earlier instant.</summary>
    /// <param name="asOf">Recorded time; <c>null</c> for now.</param>
    [Alias("Get")]
    Task<Result<TaskListView>> Get(Caller caller, DateTimeOffset? asOf);

    /// <summary>What happened to the list, newest first.</summary>
    [Alias("History")]
    Task<Result<Page<HistoryEntry>>> History(Caller caller, PageRequest page);

    /// <summary>
    /// Whether the caller may do this now. It reads committed state and never waits, so it interleaves with everything.
    /// </summary>
    [Alias("Authorize"), AlwaysInterleave]
    ValueTask<Result<ListPermit>> Authorize(PermitRequest request);
}

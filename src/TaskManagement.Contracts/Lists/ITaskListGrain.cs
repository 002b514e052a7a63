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
    /// <summary>Makes the list; the caller owns it.</summary>
    [Alias("Create")]
    Task<Result<TaskListView>> Create(CommandContext context, CreateList command);

    /// <summary>Makes an imported list, or adds sections and labels that are new in the export.</summary>
    [Alias("Import")]
    Task<Result<TaskListView>> Import(CommandContext context, ImportList command);

    /// <summary>The list as the caller sees it.</summary>
    [Alias("Get")]
    Task<Result<TaskListView>> Get(Caller caller);

    /// <summary>Changes name or description.</summary>
    [Alias("Patch")]
    Task<Result<TaskListView>> Patch(CommandContext context, PatchList command);

    /// <summary>Makes someone a member, or changes the role.</summary>
    [Alias("SetMember")]
    Task<Result<TaskListView>> SetMember(CommandContext context, SetListMember command);

    /// <summary>Takes a member out. The owner stays.</summary>
    [Alias("RemoveMember")]
    Task<Result<TaskListView>> RemoveMember(CommandContext context, RemoveListMember command);

    /// <summary>Adds a section at the end.</summary>
    [Alias("AddSection")]
    Task<Result<TaskListView>> AddSection(CommandContext context, AddSection command);

    /// <summary>Adds a label.</summary>
    [Alias("AddLabel")]
    Task<Result<TaskListView>> AddLabel(CommandContext context, AddLabel command);

    /// <summary>Adds a custom field.</summary>
    [Alias("AddField")]
    Task<Result<TaskListView>> AddField(CommandContext context, AddField command);

    /// <summary>Changes a custom field.</summary>
    [Alias("ChangeField")]
    Task<Result<TaskListView>> ChangeField(CommandContext context, ChangeField command);

    /// <summary>Removes a custom field.</summary>
    [Alias("RemoveField")]
    Task<Result<TaskListView>> RemoveField(CommandContext context, RemoveField command);

    /// <summary>What happened to the list, newest first.</summary>
    [Alias("History")]
    Task<Result<Page<HistoryEntry>>> History(Caller caller, PageRequest page);

    /// <summary>
    /// Whether the caller may do this now. It reads committed state and never waits, so it interleaves with everything.
    /// </summary>
    [Alias("Authorize"), AlwaysInterleave]
    ValueTask<Result<ListPermit>> Authorize(PermitRequest request);
}

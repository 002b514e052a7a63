using System.Collections.Immutable;
using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>One task. The key is its id.</summary>
[Alias("ITaskGrain")]
public interface ITaskGrain : IGrainWithGuidKey
{
    /// <summary>Does something to the task; the answer is the task as the command left it.</summary>
    [Alias("Act")]
    Task<Result<TaskItem>> Act(CommandContext context, TaskCommand command);

    /// <summary>Makes an imported task with its comments; says whether it is new.</summary>
    [Alias("Import")]
    Task<Result<TaskImportOutcome>> Import(CommandContext context, ImportTask command);

    /// <summary>The task now, or as it stood at an earlier instant.</summary>
    /// <param name="asOf">Recorded time; <c>null</c> for now.</param>
    [Alias("Get")]
    Task<Result<TaskItem>> Get(Caller caller, DateTimeOffset? asOf);

    /// <summary>
    /// Does something to its comments; the answer is the comment as the command left it. If-Match is the version of the
    /// comment, or that of the task for a new one.
    /// </summary>
    [Alias("Comment")]
    Task<Result<CommentView>> Comment(CommandContext context, CommentCommand command);

    /// <summary>Its comments, oldest first. A deleted one shows, empty, where others reply to it.</summary>
    [Alias("Comments")]
    Task<Result<Page<CommentView>>> Comments(Caller caller, PageRequest page);

    /// <summary>Attaches content that is stored; a repetition answers what the first one made.</summary>
    [Alias("Attach")]
    Task<Result<AttachmentView>> Attach(CommandContext context, AttachFile command);

    /// <summary>Its attachments, oldest first, for someone who may do this.</summary>
    [Alias("Attachments")]
    Task<Result<ImmutableArray<AttachmentView>>> Attachments(Caller caller, ListAct act);

    /// <summary>What happened to it, newest first.</summary>
    [Alias("History")]
    Task<Result<Page<HistoryEntry>>> History(Caller caller, PageRequest page);

    /// <summary>
    /// An act over several tasks is about to be appended to this one too. Until <see cref="CatchUp"/> says that it is
    /// over, the log is looked at before the task is shown, so that a crash in between leaves nothing stale.
    /// </summary>
    [Alias("Expect"), AlwaysInterleave]
    Task Expect(CommandId act);

    /// <summary>
    /// Folds what an act over several tasks has appended to this one. It waits for its turn: a task must not change
    /// between the leave that an act was given and its decision.
    /// </summary>
    [Alias("CatchUp")]
    Task CatchUp(CommandId act);
}

/// <summary>
/// Finds tasks of which something is to be said by now: due soon, overdue, to be remembered. The key is a partition of
/// the log, and a share of the tasks.
/// </summary>
[Alias("IDueDateGrain")]
public interface IDueDateGrain : IGrainWithIntegerKey
{
    /// <summary>Tells the tasks that it finds, as many as one round takes.</summary>
    [Alias("Ping")]
    Task Ping();
}

/// <summary>What came of importing one task.</summary>
/// <param name="Imported">Whether it is new.</param>
/// <param name="Comments">How many comments came with it.</param>
[GenerateSerializer, Immutable, Alias("TaskImportOutcome")]
public sealed record TaskImportOutcome(TaskId TaskId, bool Imported, int Comments);

/// <summary>Answers questions over many tasks from the read model. Key 0; a stateless worker.</summary>
[Alias("ITaskQueriesGrain")]
public interface ITaskQueriesGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The tasks that fit and that the caller may see, a page at a time; stable under concurrent writes.
    /// </summary>
    [Alias("Tasks")]
    Task<Result<TaskPage>> Tasks(Caller caller, TaskQuery query);

    /// <summary>The lists of which the caller is a member, by creation.</summary>
    [Alias("Lists")]
    Task<Result<Page<TaskListSummary>>> Lists(Caller caller, PageRequest page);

    /// <summary>The tasks that were in a list at an instant, as they stood then, by creation.</summary>
    /// <param name="at">Recorded time.</param>
    [Alias("TasksAsOf")]
    Task<Result<Page<TaskItem>>> TasksAsOf(Caller caller, ListId list, DateTimeOffset at, PageRequest page);

    /// <summary>What of the caller's lies in the trash, the last deleted first.</summary>
    [Alias("Trash")]
    Task<Result<Page<TrashedThing>>> Trash(Caller caller, PageRequest page);

    /// <summary>Those of these keys under which a task has content, attached now or once.</summary>
    [Alias("KnownBlobs")]
    Task<ImmutableArray<string>> KnownBlobs(ImmutableArray<string> keys);

    /// <summary>A list with its tasks, column by column.</summary>
    [Alias("Board")]
    Task<Result<TaskBoard>> Board(Caller caller, ListId list);
}

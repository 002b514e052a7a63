using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>Commands to several tasks at once.</summary>
/// <param name="Commands">One after another where they are about the same task.</param>
/// <param name="Atomic">Whether all are carried out or none.</param>
[GenerateSerializer, Immutable, Alias("TaskBatch")]
public sealed record TaskBatch(ImmutableArray<BatchedCommand> Commands, bool Atomic);

/// <summary>One command of a batch.</summary>
/// <param name="TaskId">The task; one that is to be made has the id that its command gives it.</param>
/// <param name="IfVersion">The version that the caller has seen; another one is refused as stale.</param>
/// <param name="ParentId">The parent of a task that is to be made.</param>
[GenerateSerializer, Immutable, Alias("BatchedCommand")]
public sealed record BatchedCommand(
    TaskId TaskId, TaskCommand Command, long? IfVersion = null, TaskId? ParentId = null)
{
    /// <summary>The command as one that other tasks have a part in; <c>null</c> where none has.</summary>
    public RelationCommand? OfSeveral => (Command, ParentId) switch
    {
        (UndoTask undo, _) => new TakeBack(undo.Version),
        (CreateTask create, { } parent) => new PlaceTask(parent, create),
        _ => null,
    };

    /// <summary>The context of a batch's command; ids of what it creates derive from it.</summary>
    /// <param name="batch">The batch's own.</param>
    /// <param name="index">Its place in the batch.</param>
    public static CommandContext ContextOf(CommandContext batch, int index) => batch.Derive($"batch/{index}");
}

/// <summary>What came of a batch.</summary>
/// <param name="Results">
/// In the order of the commands: the task as its command left it, or why not. After an atomic batch, the task as the
/// whole batch left it.
/// </param>
[GenerateSerializer, Immutable, Alias("TaskBatchOutcome")]
public sealed record TaskBatchOutcome(ImmutableArray<Result<TaskItem>> Results);

/// <summary>Carries out batches. Key 0; a stateless worker.</summary>
[Alias("ITaskBatchGrain")]
public interface ITaskBatchGrain : IGrainWithIntegerKey
{
    /// <summary>Carries out a batch. One that is atomic is refused whole where one of its commands is.</summary>
    [Alias("Act")]
    Task<Result<TaskBatchOutcome>> Act(CommandContext context, TaskBatch batch);
}

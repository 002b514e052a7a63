using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Tasks;

/// <summary>What a command comes to: whom it asks for leave, and how it is decided.</summary>
/// <param name="Request">What the list is asked, which may depend on what the task has already.</param>
/// <param name="Decide">The pure decision on the current state.</param>
internal sealed record TaskAct(
    Func<TaskState?, PermitRequest> Request, Func<TaskState?, Decision<TaskEvent>> Decide)
{
    /// <summary>The list that is asked; <c>null</c> for the one that the task is in.</summary>
    public ListId? List { get; init; }
}

/// <summary>The acts of a task: every command has one.</summary>
internal static class TaskActs
{
    /// <summary>The act of a command.</summary>
    public static TaskAct Of(TaskId id, TaskCommand command, CommandContext context) => command switch
    {
        CreateTask create => CreateTaskAct.Of(id, create, context),
        PatchTask patch => PatchTaskAct.Of(patch, context),
        AssignTask assign => AssignTaskAct.Of(assign, context),
        CompleteTask => Edit(context, state => CompleteTaskAct.Decide(state, context)),
        ReopenTask => Edit(context, state => ReopenTaskAct.Decide(state, context)),
        CancelTask => Edit(context, state => CancelTaskAct.Decide(state, context)),
        ArchiveTask archive => Edit(context, state => ArchiveTaskAct.Decide(state, archive)),
        DeleteTask => Edit(context, DeleteTaskAct.Decide),
        DetachFile detach => Edit(context, state => DetachFileAct.Decide(state, detach)),
        RestoreTask => Edit(context, RestoreTaskAct.Decide),
        RaiseTaskSignals raise => Edit(context, state => RaiseTaskSignalsAct.Decide(state, raise, context)),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No such command."),
    };

    /// <summary>An act that needs no more than leave to edit.</summary>
    private static TaskAct Edit(CommandContext context, Func<TaskState?, Decision<TaskEvent>> decide)
    {
        var request = new PermitRequest(context.Caller, ListAct.Edit);
        return new TaskAct(_ => request, decide);
    }
}

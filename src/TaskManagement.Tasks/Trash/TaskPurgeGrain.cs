using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Relations;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Trash;

/// <summary>
/// Removes a task for good. It is an act over several tasks, for those that it is related to must not point at nothing;
/// and all in one append, so that of a purge and a restore at the same time exactly one is carried out.
/// </summary>
[GrainType("task-purge")]
internal sealed class TaskPurgeGrain(IEventLog log, Places places) : Grain, ITaskPurgeGrain
{
    private TaskId Id => new(this.GetPrimaryKey());

    public Task<Result<Nothing>> Purge(CommandContext context, DateTimeOffset? trashedUntil) =>
        ExecuteAsync(context, drafts => PurgeAsync(drafts, context, trashedUntil));

    public Task<Result<Nothing>> Discard(CommandContext context) => ExecuteAsync(context, drafts =>
    {
        var task = drafts[Id];
        var decision = context.Caller.IsSystem ? DeleteTaskAct.Decide(task.State) : TaskRefusals.SystemOnly;
        if (decision.Refusal is null)
            drafts.Add(task, decision);
        return Task.FromResult(decision.Refusal);
    });

    private async Task<Result<Nothing>> ExecuteAsync(CommandContext context, Func<TaskDrafts, Task<Refusal?>> decide)
    {
        var group = new TaskGroup(log, new TaskStreams(log), GrainFactory, context, [Id]);
        var result = await group.ExecuteAsync(decide);
        return result.Succeeded ? Nothing.Value : result.Refusal;
    }

    private async Task<Refusal?> PurgeAsync(TaskDrafts drafts, CommandContext context, DateTimeOffset? trashedUntil)
    {
        var task = drafts[Id];
        if (!context.Caller.IsSystem && await AskAsync(drafts, task, context) is { } refusal)
            return refusal;
        if (context.IfVersion is { } expected && expected != task.CommittedVersion)
            return Refusals.Stale(task.CommittedVersion);
        var decision = PurgeTaskAct.Decide(task.State, trashedUntil);
        if (decision.Refusal is not null)
            return decision.Refusal;
        await SeverAsync(drafts, task);
        drafts.Add(task, decision);
        return null;
    }

    private async Task<Refusal?> AskAsync(TaskDrafts drafts, TaskDraft task, CommandContext context)
    {
        var permits = new PermittedActs(GrainFactory, places);
        var leave = await permits.AskAsync(task.State, new PermitRequest(context.Caller, ListAct.Administer));
        if (leave.Succeeded)
            drafts.Guard(leave.Value);
        return leave.Refusal;
    }

    private static async Task SeverAsync(TaskDrafts drafts, TaskDraft task)
    {
        var relations = task.State!.Relations;
        await drafts.LoadAsync(relations.Select(relation => relation.TaskId));
        var edges = new RelationEdges(drafts);
        foreach (var relation in relations)
            await edges.SeverAsync(task, relation.Kind, drafts[relation.TaskId]);
    }
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Relations;

/// <summary>
/// Makes imported tasks together with their relations, so that none is ever seen without its parent. A task that it was
/// related to and that is gone by now is left out of it.
/// </summary>
internal sealed class ImportAct(PermittedActs permits, TaskDrafts drafts, CommandContext context)
{
    private readonly RelationEdges _edges = new(drafts);

    public async Task<Refusal?> DecideAsync(ImmutableArray<(TaskId Id, ImportTask Command)> tasks)
    {
        foreach (var (id, command) in tasks.Where(task => drafts[task.Id].State is null))
        {
            if (await MakeAsync(id, command) is { } refusal)
                return refusal;
            foreach (var relation in command.Relations)
            {
                if (await RelateAsync(drafts[id], relation) is { } no)
                    return no;
            }
        }

        return null;
    }

    private async Task<Refusal?> MakeAsync(TaskId id, ImportTask command)
    {
        var leave = await permits.AskAsync(command.ListId, ImportTaskAct.Request(command, context));
        if (!leave.Succeeded)
            return leave.Refusal;
        drafts.Guard(leave.Value);
        var decision = ImportTaskAct.Decide(null, id, command, context);
        if (decision.Refusal is null)
            drafts.Add(drafts[id], decision);
        return decision.Refusal;
    }

    private async Task<Refusal?> RelateAsync(TaskDraft task, TaskRelation relation)
    {
        var other = drafts[relation.TaskId];
        if (other.State is not { Deleted: false } || other.State.ListId != task.State!.ListId || other.Id == task.Id)
            return null;

        // Edges of this very append count too, or together they might close a circle.
        var order = (await drafts.OrderAsync(task.State.ListId)).State;
        if (relation.Kind == RelationKind.Parent
            && order.Ancestry(other.Id).Length >= TaskBounds.SubtaskLevelsMax)
            return RelationRefusals.TooDeep;
        if (relation.Kind is RelationKind.Blocks or RelationKind.BlockedBy)
        {
            var (from, to) = relation.Kind.LeadsOn() ? (task.Id, other.Id) : (other.Id, task.Id);
            if (order.BlockingWay(to, from) is { IsEmpty: false } way)
                return RelationRefusals.Cycle([.. way, to]);
        }

        return await _edges.AddAsync(task, relation.Kind, other);
    }
}

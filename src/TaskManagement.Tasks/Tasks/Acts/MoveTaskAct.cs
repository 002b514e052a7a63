using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Queries;
using TaskManagement.Tasks.Relations;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>
/// Gives the task another place. In another list it keeps the labels whose names that list has too, and whoever has it
/// keeps it where they are a member there; what it loses is in the events, so that the move can be taken back.
/// </summary>
internal static class MoveTaskAct
{
    /// <param name="state">The task.</param>
    /// <param name="command">Where it is to go.</param>
    /// <param name="place">Beside which task; <c>null</c> for the end.</param>
    /// <param name="from">Of the list that it is in.</param>
    /// <param name="to">Of the list that it is to be in.</param>
    /// <param name="context">The command's.</param>
    public static Decision<TaskEvent> Decide(
        TaskState? state,
        MoveTask command,
        Place? place,
        ListDescription from,
        ListDescription to,
        CommandContext context)
    {
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        var list = command.ListId ?? task.ListId;
        var section = command.SectionId.Or(
            place is not null ? place.Section : list == task.ListId ? task.SectionId : null);
        if (list != task.ListId && task.Relations.Any(relation => relation.Kind.IsOrdered()))
            return RelationRefusals.TiedToList;
        if (Misplaced(command, place, list, section) is { } refusal)
            return refusal;
        var position = place is null
            ? Position.AtEnd(context.At, context.Id.Value)
            : Position.Between(place.Lower, place.Upper, context.Id.Value);
        if (position is null)
            return TaskRefusals.NoRoom;
        var moved = new TaskMoved(
            task.Id, list, task.ListId, task.SectionId, section, task.Position, position);
        return list == task.ListId ? moved : new Decision<TaskEvent>([moved, .. Losses(task, list, from, to)], null);
    }

    private static Refusal? Misplaced(MoveTask command, Place? place, ListId list, SectionId? section)
    {
        var field = command.After is null ? "before" : "after";
        if (place is not null && place.List != list)
            return Refusal.OfField(field, "is no task of the list");
        return place is not null && place.Section != section
            ? Refusal.OfField("sectionId", $"is not the section of the task that {field} names; leave one of them out")
            : null;
    }

    private static IEnumerable<TaskEvent> Losses(
        TaskState task, ListId list, ListDescription from, ListDescription to)
    {
        var labels = Translate(task.Labels, from, to);
        if (!labels.SequenceEqual(task.Labels))
        {
            yield return new TaskDetailsChanged(
                task.Id, list, new TaskDetails(Labels: task.Labels), new TaskDetails(Labels: labels));
        }

        if (task.AssigneeId is { } assignee && !to.Members.Contains(assignee))
        {
            yield return new TaskAssigned(
                task.Id, list, task.Title, assignee, null, task.Status, task.CreatedAt, task.CompletedAt);
        }
    }

    /// <summary>The labels of the other list that have the names of these.</summary>
    private static ImmutableArray<LabelId> Translate(
        ImmutableArray<LabelId> labels, ListDescription from, ListDescription to)
    {
        var names = from.Labels.Where(label => labels.Contains(label.Id)).Select(NameOf).ToHashSet();
        return [.. to.Labels.Where(label => names.Contains(NameOf(label))).Select(label => label.Id)];
    }

    // A label without a name is known by its colour.
    private static string NameOf(Label label) =>
        label.Name.Length > 0 ? SearchText.Fold(label.Name) : label.Color;
}

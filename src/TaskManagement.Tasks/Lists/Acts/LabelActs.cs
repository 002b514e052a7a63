using TaskManagement.Contracts.Lists;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Changes name or colour of a label.</summary>
internal static class PatchLabelAct
{
    public static Decision<ListEvent> Decide(ListState? state, PatchLabel command)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        if (list.Labels.FirstOrDefault(known => known.Id == command.LabelId) is not { } label)
            return ListRefusals.LabelNotFound;
        var errors = new FieldErrors();
        var changed = new Label(
            label.Id,
            command.Name.HasValue ? ListFields.Name(errors, command.Name.Value) : label.Name,
            command.Color.HasValue ? ListFields.Color(errors, command.Color.Value) : label.Color);
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        return changed == label ? Decision<ListEvent>.Unchanged : new ListLabelChanged(list.Id, label, changed);
    }
}

/// <summary>Takes a label out. Tasks keep it in mind, and carry it again when it comes back.</summary>
internal static class RemoveLabelAct
{
    public static Decision<ListEvent> Decide(ListState? state, RemoveLabel command)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        return list.Labels.FirstOrDefault(known => known.Id == command.LabelId) is { } label
            ? new ListLabelRemoved(list.Id, label, list.Labels.IndexOf(label))
            : ListRefusals.LabelNotFound;
    }
}

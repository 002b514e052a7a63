using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Adds a label.</summary>
internal static class AddLabelAct
{
    public static Decision<ListEvent> Decide(ListState? state, AddLabel command, CommandContext context)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        var errors = new FieldErrors();
        var label = new Label(
            new LabelId(context.Id.NewId("label")),
            ListFields.Name(errors, command.Name),
            ListFields.Color(errors, command.Color));
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        if (list.Labels.Any(known => known.Id == label.Id))
            return Decision<ListEvent>.Unchanged;
        return list.Labels.Length >= ListBounds.LabelsMax
            ? ListRefusals.LabelsFull
            : new ListLabelAdded(list.Id, label);
    }
}

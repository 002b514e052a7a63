using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Makes a list of another system, or adds the sections and labels that it has gained there since.</summary>
internal static class ImportListAct
{
    public static Decision<ListEvent> Decide(ListState? state, ListId id, ImportList command, CommandContext context)
    {
        var errors = new FieldErrors();
        var wanted = new ListCreated(
            id,
            ListFields.Name(errors, command.Name),
            ListFields.Description(errors, command.Description),
            context.Caller.UserId,
            ListFields.Imported(errors, command.Sections),
            ListFields.Imported(errors, command.Labels),
            command.Source);
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        if (state is { } list)
            return Additions(list, wanted);
        return ListAccess.MayOwn(context.Caller) ? wanted : ListRefusals.MayNotOwn;
    }

    /// <summary>What the list already has stays as people have made it here, name and colour included.</summary>
    private static Decision<ListEvent> Additions(ListState list, ListCreated wanted)
    {
        var sections = wanted.Sections
            .ExceptBy(list.Sections.Select(known => known.Id), section => section.Id)
            .ToList();
        var labels = wanted.Labels.ExceptBy(list.Labels.Select(known => known.Id), label => label.Id).ToList();
        if (list.Sections.Length + sections.Count > ListBounds.SectionsMax)
            return ListRefusals.SectionsFull;
        if (list.Labels.Length + labels.Count > ListBounds.LabelsMax)
            return ListRefusals.LabelsFull;
        return new Decision<ListEvent>(
            [
                .. sections.Select(section => new ListSectionAdded(list.Id, section)),
                .. labels.Select(label => new ListLabelAdded(list.Id, label)),
            ],
            null);
    }
}

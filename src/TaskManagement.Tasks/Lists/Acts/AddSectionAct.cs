using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Adds a section at the end.</summary>
internal static class AddSectionAct
{
    public static Decision<ListEvent> Decide(ListState? state, AddSection command, CommandContext context)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        var errors = new FieldErrors();
        var section = new Section(new SectionId(context.Id.NewId("section")), ListFields.Name(errors, command.Name));
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        if (list.Sections.Any(known => known.Id == section.Id))
            return Decision<ListEvent>.Unchanged;
        return list.Sections.Length >= ListBounds.SectionsMax
            ? ListRefusals.SectionsFull
            : new ListSectionAdded(list.Id, section);
    }
}

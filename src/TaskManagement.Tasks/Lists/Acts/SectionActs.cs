using TaskManagement.Contracts.Lists;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Renames a section, or gives it another place among the others.</summary>
internal static class PatchSectionAct
{
    public static Decision<ListEvent> Decide(ListState? state, PatchSection command)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        if (list.Sections.FirstOrDefault(known => known.Id == command.SectionId) is not { } section)
            return ListRefusals.SectionNotFound;
        var errors = new FieldErrors();
        var name = command.Name.HasValue ? ListFields.Name(errors, command.Name.Value) : section.Name;
        if (command.Index is { HasValue: true, Value: < 0 })
            errors.Add("index", "is less than 0; the first place is 0");
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        var index = list.Sections.IndexOf(section);
        var wanted = Math.Min(command.Index.Or(index), list.Sections.Length - 1);
        return name == section.Name && wanted == index
            ? Decision<ListEvent>.Unchanged
            : new ListSectionChanged(list.Id, section, section with { Name = name }, index, wanted);
    }
}

/// <summary>Takes a section out. Its tasks keep it in mind, and are in it again when it comes back.</summary>
internal static class RemoveSectionAct
{
    public static Decision<ListEvent> Decide(ListState? state, RemoveSection command)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        return list.Sections.FirstOrDefault(known => known.Id == command.SectionId) is { } section
            ? new ListSectionRemoved(list.Id, section, list.Sections.IndexOf(section))
            : ListRefusals.SectionNotFound;
    }
}

using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Changes name or description by a merge patch. What it leaves the same gives no event.</summary>
internal static class PatchListAct
{
    public static Decision<ListEvent> Decide(ListState? state, PatchList command)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        var errors = new FieldErrors();
        var name = command.Name.HasValue ? ListFields.Name(errors, command.Name.Value) : list.Name;
        var description = command.Description.HasValue
            ? ListFields.Description(errors, command.Description.Value)
            : list.Description;
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        var (renamed, described) = (name != list.Name, description != list.Description);
        var events = Decision<ListEvent>.Unchanged.Events;
        if (renamed || described)
        {
            events = events.Add(new ListDetailsChanged(
                list.Id,
                new ListDetails(When(renamed, list.Name), When(described, list.Description)),
                new ListDetails(When(renamed, name), When(described, description))));
        }

        return command.Archived.Or(list.Archived) == list.Archived
            ? events
            : events.Add(new ListArchived(list.Id, list.Archived, !list.Archived));
    }

    private static Optional<string> When(bool differs, string value) => differs ? value : default(Optional<string>);
}

using TaskManagement.Contracts.Lists;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Removes a custom field. One that is gone already is none to change.</summary>
internal static class RemoveFieldAct
{
    public static Decision<ListEvent> Decide(ListState? state, RemoveField command)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        return list.Fields.FirstOrDefault(known => known.Id == command.Id) is { } field
            ? new ListFieldRemoved(list.Id, field, list.Fields.IndexOf(field))
            : ListRefusals.FieldNotFound;
    }
}

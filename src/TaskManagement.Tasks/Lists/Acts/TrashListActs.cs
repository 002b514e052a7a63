using TaskManagement.Contracts.Lists;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Puts the list into the trash. Its tasks are out of sight with it, and stay as they are.</summary>
internal static class DeleteListAct
{
    public static Decision<ListEvent> Decide(ListState? state) =>
        state is { } list ? new ListDeleted(list.Id) : ListRefusals.NotFound;
}

/// <summary>Takes the list out of the trash.</summary>
internal static class RestoreListAct
{
    public static Decision<ListEvent> Decide(ListState? state) => state switch
    {
        null => ListRefusals.NotFound,
        { Deleted: false } => ListRefusals.NotDeleted,
        { } list => new ListRestored(list.Id),
    };
}

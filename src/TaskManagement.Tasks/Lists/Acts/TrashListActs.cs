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
        { Purged: true } => ListRefusals.Purged,
        { Deleted: false } => ListRefusals.NotDeleted,
        { } list => new ListRestored(list.Id),
    };
}

/// <summary>Removes the list for good.</summary>
internal static class PurgeListAct
{
    public static Decision<ListEvent> Decide(ListState? state, PurgeList command) => state switch
    {
        null => ListRefusals.NotFound,
        { Purged: true } => ListRefusals.Purged,
        { DeletedAt: { } at } list when at <= (command.TrashedUntil ?? at) =>
            new ListPurged(list.Id, list.OwnerId, list.Version),
        _ => ListRefusals.NotDeleted,
    };
}

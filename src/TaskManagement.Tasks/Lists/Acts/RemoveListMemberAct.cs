using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Takes a member out. Everyone but the owner may also take themselves out.</summary>
internal static class RemoveListMemberAct
{
    public static Decision<ListEvent> Decide(ListState? state, RemoveListMember command, CommandContext context)
    {
        if (state is not { } list || ListAccess.RoleOf(list, context.Caller) is null)
            return ListRefusals.NotFound;
        if (command.UserId == list.OwnerId)
            return ListRefusals.OwnerStays;
        return list.RoleOf(command.UserId) is { } role
            ? new ListMemberRemoved(list.Id, command.UserId, role)
            : Refusals.NotFound("member");
    }
}

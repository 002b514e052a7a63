using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Makes someone a member, or changes their role. That they exist is for the grain to ask.</summary>
internal static class SetListMemberAct
{
    public static Decision<ListEvent> Decide(ListState? state, SetListMember command)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        if (!Enum.IsDefined(command.Role))
            return Refusal.OfField("role", "must be owner, editor, commenter or viewer");
        var role = list.RoleOf(command.UserId);
        if (role == command.Role)
            return Decision<ListEvent>.Unchanged;
        if (command.UserId == list.OwnerId)
            return ListRefusals.OwnerStays;
        if (role is null && list.Members.Count >= ListBounds.MembersMax)
            return ListRefusals.MembersFull;
        return new ListMemberSet(list.Id, command.UserId, role, command.Role);
    }
}

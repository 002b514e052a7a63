using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Tasks.Lists;

/// <summary>Shows a list to one of its members.</summary>
internal static class ListRendering
{
    /// <summary>The list with the names of its members: the owners first, then by role and handle.</summary>
    public static async Task<TaskListView> RenderAsync(IGrainFactory grains, ListState list, Caller caller)
    {
        var cards = await UserCards.ReadAsync(grains, list.Members.Keys);
        return new TaskListView(
            list.Id,
            list.Name,
            list.Description,
            list.OwnerId,
            // Someone who has just left is no member any more, and still gets an answer.
            ListAccess.RoleOf(list, caller) ?? ListRole.Viewer,
            list.Sections,
            list.Labels,
            [
                .. list.Members
                    .Select(member => Member(cards[member.Key], member.Value))
                    .OrderBy(member => member.Role)
                    .ThenBy(member => member.Handle, StringComparer.Ordinal)
                    .ThenBy(member => member.UserId.Value),
            ],
            list.Archived,
            list.CreatedAt,
            list.UpdatedAt,
            list.Version)
        {
            Fields = list.Fields,
        };
    }

    private static ListMember Member(UserCard card, ListRole role) => new(card.Id, role, card.Handle, card.DisplayName);
}

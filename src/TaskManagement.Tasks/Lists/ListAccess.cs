using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists;

/// <summary>Who may do what in a list. It is asked for every read and write of a list and of its tasks.</summary>
internal static class ListAccess
{
    /// <summary>Leave for one act, or why not. Whoever may not see the list learns nothing of it.</summary>
    public static Result<ListPermit> Authorize(ListState? state, PermitRequest request)
    {
        if (state is not { } list || RoleOf(list, request.Caller) is not { } role)
            return Absent(state, request.Caller);
        if (list.Deleted)
            return ListRefusals.Deleted;
        if (RoleTooSmall(role, request.Act) is { } forbidden)
            return forbidden;
        if (list.Archived && !request.Caller.IsSystem && request.Act is (ListAct.Edit or ListAct.Comment))
            return ListRefusals.Archived;
        if (Complaints(list, request) is { } refusal)
            return refusal;
        return new ListPermit(role, list.GuardVersion, request.Describe ? Describe(list) : null);
    }

    /// <summary>Leave to take the list out of the trash or an act of it back; <c>null</c> where it is given.</summary>
    public static Refusal? RefuseAct(ListState? state, Caller caller, ListAct act) =>
        state is { } list && RoleOf(list, caller) is { } role ? RoleTooSmall(role, act) : Absent(state, caller);

    /// <summary>Whether the caller may have lists of their own.</summary>
    public static bool MayOwn(Caller caller) =>
        caller.Roles.Contains(RoleNames.Member) || caller.IsAdministrator;

    /// <summary>The caller's role. The system itself, which keeps house in every list, has all rights.</summary>
    public static ListRole? RoleOf(ListState list, Caller caller) =>
        caller.IsSystem && !list.Purged ? ListRole.Owner : list.RoleOf(caller.UserId);

    /// <summary>What becomes of a list that was removed for good, its owner may know.</summary>
    private static Refusal Absent(ListState? state, Caller caller) =>
        state is { Purged: true } list && (caller.IsSystem || caller.UserId == list.OwnerId)
            ? ListRefusals.Purged
            : ListRefusals.NotFound;

    private static Refusal? RoleTooSmall(ListRole role, ListAct act) => RoleFor(act) is var needed && role > needed
        ? Refusals.Forbidden($"role {needed.ToString().ToLowerInvariant()} in the list")
        : null;

    /// <summary>The least role that an act needs; each role includes the ones after it.</summary>
    private static ListRole RoleFor(ListAct act) => act switch
    {
        ListAct.Read => ListRole.Viewer,
        ListAct.Comment => ListRole.Commenter,
        ListAct.Edit => ListRole.Editor,
        ListAct.Administer => ListRole.Owner,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
    };

    private static ListDescription Describe(ListState list) => new(list.Labels, [.. list.Members.Keys]);

    /// <summary>What the request names and the list does not have.</summary>
    private static Refusal? Complaints(ListState list, PermitRequest request)
    {
        var errors = new FieldErrors();
        if (request.SectionId is { } section && !list.Sections.Any(known => known.Id == section))
            errors.Add("sectionId", "is no section of the list");
        if (request.AssigneeId is { } assignee && list.RoleOf(assignee) is null)
            errors.Add("assigneeId", "is no member of the list; add them first");
        if (!request.Labels.IsDefaultOrEmpty
            && !list.Labels.Select(known => known.Id).ToHashSet().IsSupersetOf(request.Labels))
            errors.Add("labels", "names a label that the list does not have");
        if (request.Attributes is { } attributes)
            CustomValues.Check(errors, list, attributes);
        return errors.ToRefusal();
    }
}

using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Tasks.Lists;

/// <summary>Why a list says no.</summary>
internal static class ListRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("list");

    public static Refusal AlreadyExists { get; } = new(
        "list_already_exists", "A list with this id exists. Use a new Idempotency-Key.", RefusalKind.Conflict);

    public static Refusal Deleted { get; } = new(
        "list_deleted", "The list has been deleted. Its owner can restore it.", RefusalKind.NotFound);

    public static Refusal Purged { get; } = new(
        "list_purged", "The list was removed for good, and cannot come back.", RefusalKind.NotFound);

    public static Refusal NotDeleted { get; } = new(
        "list_not_deleted", "The list is not in the trash.", RefusalKind.Conflict);

    public static Refusal Archived { get; } = new(
        "list_archived", "The list is archived and can only be read. Its owner can bring it back.",
        RefusalKind.Conflict);

    public static Refusal SectionNotFound { get; } = Refusals.NotFound("section");

    public static Refusal LabelNotFound { get; } = Refusals.NotFound("label");

    public static Refusal MayNotOwn { get; } = new(
        "forbidden", "Only members may own lists. Ask an administrator for the role Member.", RefusalKind.Forbidden);

    public static Refusal OwnerStays { get; } = new(
        "list_owner_stays", "The owner stays a member of the list in the role owner.", RefusalKind.Conflict);

    public static Refusal MembersFull { get; } = Full("members", ListBounds.MembersMax);

    public static Refusal SectionsFull { get; } = Full("sections", ListBounds.SectionsMax);

    public static Refusal LabelsFull { get; } = Full("labels", ListBounds.LabelsMax);

    public static Refusal FieldsFull { get; } = Full("fields", ListBounds.FieldsMax);

    public static Refusal FieldNotFound { get; } = Refusals.NotFound("field");

    private static Refusal Full(string what, int max) => new(
        $"list_{what}_full", $"The list has {max} {what}, the most that it can hold.", RefusalKind.Conflict);
}

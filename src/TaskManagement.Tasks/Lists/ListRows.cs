using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Queries;
using TaskManagement.Tasks.Trash;

namespace TaskManagement.Tasks.Lists;

/// <summary>The rows of a list in the read model: its own, and one per member, section and label.</summary>
internal static class ListRows
{
    /// <summary>Writes the row of a list.</summary>
    public const string UpsertSql = """
        INSERT INTO lists (
            list_id, name, description, owner_id, created_at, updated_at, version, name_folded, archived)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
        ON CONFLICT (list_id) DO UPDATE SET
            name = excluded.name, description = excluded.description, owner_id = excluded.owner_id,
            updated_at = excluded.updated_at, version = excluded.version, name_folded = excluded.name_folded,
            archived = excluded.archived
        """;

    private const string DeleteSql = "DELETE FROM lists WHERE list_id = @p0";

    private const string DeleteMembersSql = "DELETE FROM list_members WHERE list_id = @p0";

    private const string DeleteSectionsSql = "DELETE FROM list_sections WHERE list_id = @p0";

    private const string DeleteLabelsSql = "DELETE FROM list_labels WHERE list_id = @p0";

    /// <summary>Writes the row of a list that lies in the trash.</summary>
    public const string TrashSql =
        "INSERT INTO list_trash (list_id, name, owner_id, deleted_at) VALUES (@p0, @p1, @p2, @p3)";

    private const string TakeOutSql = "DELETE FROM list_trash WHERE list_id = @p0";

    /// <summary>Writes the row of a member.</summary>
    public const string UpsertMemberSql = """
        INSERT INTO list_members (list_id, user_id, role) VALUES (@p0, @p1, @p2)
        ON CONFLICT (list_id, user_id) DO UPDATE SET role = excluded.role
        """;

    private const string DeleteMemberSql = "DELETE FROM list_members WHERE list_id = @p0 AND user_id = @p1";

    /// <summary>Writes the row of a section.</summary>
    public const string UpsertSectionSql = """
        INSERT INTO list_sections (list_id, section_id, name_folded, ordinal) VALUES (@p0, @p1, @p2, @p3)
        ON CONFLICT (list_id, section_id) DO UPDATE SET name_folded = excluded.name_folded, ordinal = excluded.ordinal
        """;

    /// <summary>Writes the row of a label.</summary>
    public const string UpsertLabelSql = """
        INSERT INTO list_labels (list_id, label_id, name_folded) VALUES (@p0, @p1, @p2)
        ON CONFLICT (list_id, label_id) DO UPDATE SET name_folded = excluded.name_folded
        """;

    private const string DeleteSectionSql = "DELETE FROM list_sections WHERE list_id = @p0 AND section_id = @p1";
    private const string DeleteLabelSql = "DELETE FROM list_labels WHERE list_id = @p0 AND label_id = @p1";

    /// <summary>What an append that leads from one state to the other writes.</summary>
    public static ImmutableArray<Statement> Of(ListState? before, ListState after)
    {
        if (after.Purged)
            return [new Statement(TakeOutSql, after.Id.Value), Purges.Begin(Purges.ListKind, after.Id.Value)];
        if (after.DeletedAt is { } deletedAt)
            return before is { Deleted: true } ? [] : Trash(after, deletedAt);
        return before is { Deleted: true }
            ? [new Statement(TakeOutSql, after.Id.Value), .. Present(null, after)]
            : Present(before, after);
    }

    /// <summary>Without rows of its members a list is nobody's to see, and none of its tasks either.</summary>
    private static ImmutableArray<Statement> Trash(ListState list, DateTimeOffset deletedAt) =>
    [
        new Statement(DeleteSql, list.Id.Value),
        new Statement(DeleteMembersSql, list.Id.Value),
        new Statement(DeleteSectionsSql, list.Id.Value),
        new Statement(DeleteLabelsSql, list.Id.Value),
        new Statement(TrashSql, list.Id.Value, list.Name, list.OwnerId.Value, deletedAt),
    ];

    private static ImmutableArray<Statement> Present(ListState? before, ListState after)
    {
        var members = before?.Members ?? ImmutableDictionary<UserId, ListRole>.Empty;
        return
        [
            Upsert(after),
            .. after.Members.Where(member => before?.RoleOf(member.Key) != member.Value).Select(
                member => new Statement(
                    UpsertMemberSql, after.Id.Value, member.Key.Value, ListRoleText.Of(member.Value))),
            .. members.Keys.Where(member => after.RoleOf(member) is null).Select(
                member => new Statement(DeleteMemberSql, after.Id.Value, member.Value)),
            .. Sections(before?.Sections ?? [], after),
            .. Labels(before?.Labels ?? [], after),
        ];
    }

    private static IEnumerable<Statement> Sections(ImmutableArray<Section> before, ListState after)
    {
        for (var ordinal = 0; ordinal < after.Sections.Length; ordinal++)
        {
            var section = after.Sections[ordinal];
            if (ordinal >= before.Length || before[ordinal] != section)
            {
                yield return new Statement(
                    UpsertSectionSql, after.Id.Value, section.Id.Value, SearchText.Fold(section.Name), ordinal);
            }
        }

        foreach (var gone in before.ExceptBy(after.Sections.Select(section => section.Id), section => section.Id))
            yield return new Statement(DeleteSectionSql, after.Id.Value, gone.Id.Value);
    }

    private static IEnumerable<Statement> Labels(ImmutableArray<Label> before, ListState after)
    {
        foreach (var label in after.Labels.Except(before))
            yield return new Statement(UpsertLabelSql, after.Id.Value, label.Id.Value, SearchText.Fold(label.Name));
        foreach (var gone in before.ExceptBy(after.Labels.Select(label => label.Id), label => label.Id))
            yield return new Statement(DeleteLabelSql, after.Id.Value, gone.Id.Value);
    }

    private static Statement Upsert(ListState after) => new(
        UpsertSql,
        after.Id.Value,
        after.Name,
        after.Description,
        after.OwnerId.Value,
        after.CreatedAt,
        after.UpdatedAt,
        after.Version,
        SearchText.Fold(after.Name),
        after.Archived);
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Lists;

/// <summary>The rows of a list in the read model: its own, and one per member.</summary>
internal static class ListRows
{
    private const string UpsertSql = """
        INSERT INTO lists (list_id, name, description, owner_id, created_at, updated_at, version)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        ON CONFLICT (list_id) DO UPDATE SET
            name = excluded.name, description = excluded.description, owner_id = excluded.owner_id,
            updated_at = excluded.updated_at, version = excluded.version
        """;

    private const string UpsertMemberSql = """
        INSERT INTO list_members (list_id, user_id, role) VALUES (@p0, @p1, @p2)
        ON CONFLICT (list_id, user_id) DO UPDATE SET role = excluded.role
        """;

    private const string DeleteMemberSql = "DELETE FROM list_members WHERE list_id = @p0 AND user_id = @p1";

    /// <summary>What an append that leads from one state to the other writes.</summary>
    public static ImmutableArray<Statement> Of(ListState? before, ListState after)
    {
        var members = before?.Members ?? ImmutableDictionary<UserId, ListRole>.Empty;
        return
        [
            Upsert(before, after),
            .. after.Members.Where(member => before?.RoleOf(member.Key) != member.Value).Select(
                member => new Statement(
                    UpsertMemberSql, after.Id.Value, member.Key.Value, ListRoleText.Of(member.Value))),
            .. members.Keys.Where(member => after.RoleOf(member) is null).Select(
                member => new Statement(DeleteMemberSql, after.Id.Value, member.Value)),
        ];
    }

    private static Statement Upsert(ListState? before, ListState after) => new(
        UpsertSql,
        after.Id.Value,
        after.Name,
        after.Description,
        after.OwnerId.Value,
        before is null ? Statement.RecordedAt : after.CreatedAt,
        Statement.RecordedAt,
        after.Version);
}

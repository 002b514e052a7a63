using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Tasks;

/// <summary>A place beside another task.</summary>
/// <param name="List">The list of that task.</param>
/// <param name="Section">Its section.</param>
/// <param name="Lower">The key before the place; <c>null</c> at the front.</param>
/// <param name="Upper">The key after the place; <c>null</c> at the end.</param>
internal sealed record Place(ListId List, SectionId? Section, string? Lower, string? Upper);

/// <summary>
/// Finds the place beside a task in the read model, which is of the same commit as the log: what is read here is what
/// everyone saw last. Two who find the same place make different keys.
/// </summary>
internal sealed class Places(IDatabase database)
{
    private const string FindSql = "SELECT list_id, section_id, position FROM tasks WHERE task_id = @p0";

    private const string NextSql = """
        SELECT position FROM tasks WHERE list_id = @p0 AND archived = @p1 AND position > @p2
        ORDER BY position LIMIT 1
        """;

    private const string PreviousSql = """
        SELECT position FROM tasks WHERE list_id = @p0 AND archived = @p1 AND position < @p2
        ORDER BY position DESC LIMIT 1
        """;

    /// <summary>The place that a command names; <c>null</c> where it names none.</summary>
    public async Task<Result<Place?>> OfAsync(MoveTask command) => (command.After, command.Before) switch
    {
        (null, null) => (Place?)null,
        ({ } after, null) => await BesideAsync(after, isAfter: true),
        (null, { } before) => await BesideAsync(before, isAfter: false),
        _ => Refusal.OfField("before", "cannot be given together with after; one neighbour is enough"),
    };

    private async Task<Result<Place?>> BesideAsync(TaskId neighbour, bool isAfter)
    {
        var found = await database.ReadAsync(new Statement(FindSql, neighbour.Value), row => (
            List: new ListId(row.Uuid(0)),
            Section: row.UuidOrNull(1) is { } section ? new SectionId(section) : (SectionId?)null,
            Key: row.GetString(2)));
        if (found.IsEmpty)
            return Refusal.OfField(isAfter ? "after" : "before", "is no task of the list");
        var (list, section, key) = found[0];
        var statement = isAfter
            ? new Statement(NextSql, list.Value, false, key)
            : new Statement(PreviousSql, list.Value, false, key);
        var other = await database.ReadAsync(statement, row => row.GetString(0));
        var beyond = other.IsEmpty ? null : other[0];
        return isAfter ? new Place(list, section, key, beyond) : new Place(list, section, beyond, key);
    }
}

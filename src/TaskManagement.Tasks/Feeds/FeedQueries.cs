using System.Globalization;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Feeds;

/// <summary>Finds feeds, and tells whether what they show has changed.</summary>
internal sealed class FeedQueries(IDatabase database)
{
    private const string FindSql = "SELECT user_id, list_id FROM feeds WHERE secret_hash = @p0";

    private const string StampSql =
        "SELECT COUNT(*), COALESCE(MAX(updated_at), 0) FROM tasks WHERE list_id = @p0 AND archived = @p1";

    /// <summary>Who made the feed of a secret, and of which list; <c>null</c> where there is none in force.</summary>
    public async Task<(UserId Maker, ListId List)?> FindAsync(string secretHash)
    {
        var found = await database.ReadAsync(
            new Statement(FindSql, secretHash), row => (new UserId(row.Uuid(0)), new ListId(row.Uuid(1))));
        return found is [var feed] ? feed : null;
    }

    /// <summary>
    /// Differs whenever the list or a task of it has changed: what joins or changes has a newer time than all before,
    /// and what only leaves makes them fewer.
    /// </summary>
    public async Task<string> StampAsync(TaskListView list)
    {
        var tasks = await database.ReadAsync(
            new Statement(StampSql, list.Id.Value, false), row => (row.GetInt64(0), row.GetInt64(1)));
        var (count, last) = tasks.Single();
        return string.Create(CultureInfo.InvariantCulture, $"{list.Version}-{count}-{last}");
    }
}

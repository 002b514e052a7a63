using System.Collections.Immutable;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Queries;

/// <summary>Tells content that belongs to a task from content that is nobody's.</summary>
internal sealed class BlobQueries(IDatabase database)
{
    private const string Select = "SELECT blob_key FROM task_blobs WHERE blob_key IN (";

    /// <summary>Those of these keys that belong to a task.</summary>
    public async Task<ImmutableArray<string>> KnownAsync(ImmutableArray<string> keys)
    {
        if (keys.IsDefaultOrEmpty)
            return [];
        var sql = new SqlText(database.Kind).Add(Select, keys[0]);
        foreach (var key in keys[1..])
            sql.Add(", ", key);
        return await database.ReadAsync(sql.Add(")").Build(), row => row.GetString(0));
    }
}

using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Admin.Schema;

/// <summary>Which versions the tables of a database have.</summary>
internal static class SchemaVersions
{
    private const string SelectVersions = "SELECT part, version FROM schema_versions";
    private const string SelectUnfinished = "SELECT part FROM schema_minimums WHERE part = @p0";

    /// <summary>
    /// Refuses a database of another release: columns that this one does not know would be left behind, and what it
    /// expects may be missing.
    /// </summary>
    public static async Task RequireThisReleaseAsync(IStore store)
    {
        await RequireTablesAsync(store);
        await RequireFinishedAsync(store);
        var known = ReleaseSchema.Parts.ToDictionary(part => part.Name, part => part.Migrations.Length);
        var found = (await store.ReadAsync(
            new Statement(SelectVersions), row => (Part: row.GetString(0), Version: row.GetInt32(1))))
            .ToDictionary(row => row.Part, row => row.Version);
        foreach (var (part, version) in found)
        {
            if (version > known.GetValueOrDefault(part))
            {
                throw new AdminException($"The tables of '{part}' in {store.Place} have version {version}; this "
                    + $"release knows them up to version {known.GetValueOrDefault(part)}. Use the taskman-admin of the "
                    + "release that runs on it.");
            }
        }

        foreach (var (part, version) in known)
        {
            if (version > found.GetValueOrDefault(part))
            {
                throw new AdminException($"The tables of '{part}' in {store.Place} have version "
                    + $"{found.GetValueOrDefault(part)}; this release has version {version}. Start its server on them "
                    + "once, which brings them up to date, or use the taskman-admin of the release that runs on it.");
            }
        }
    }

    private static async Task RequireTablesAsync(IStore store)
    {
        if (SchemaUpgrade.VersionTables.Except(await store.TableNamesAsync()).Any())
        {
            throw new AdminException($"{store.Place} holds no data of TaskManagement: a server has never started on "
                + "it. Name the data that the server uses.");
        }
    }

    private static async Task RequireFinishedAsync(IStore store)
    {
        var marks = await store.ReadAsync(
            new Statement(SelectUnfinished, SchemaUpgrade.UnfinishedCopy), row => row.GetString(0));
        if (!marks.IsEmpty)
        {
            throw new AdminException($"{store.Place} is the target of a copy that has not ended. Run that copy again "
                + "to finish it.");
        }
    }
}

using System.Collections.Immutable;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>Brings every part's tables to the version that this build knows, all or nothing, forward only.</summary>
internal static class SqliteSchema
{
    private const string CreateVersions = """
        CREATE TABLE IF NOT EXISTS schema_versions (part TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT
        """;

    private const string SelectVersion = "SELECT version FROM schema_versions WHERE part = @p0";

    private const string SetVersion = """
        INSERT INTO schema_versions (part, version) VALUES (@p0, @p1)
        ON CONFLICT (part) DO UPDATE SET version = excluded.version
        """;

    private const string InsertPartition = "INSERT INTO partitions (partition, head, last_at) VALUES (@p0, 0, 0)";
    private const string CountPartitions = "SELECT count(*) FROM partitions";

    /// <summary>Migrates under the database's write lock.</summary>
    /// <param name="parts">The log's own part first.</param>
    /// <param name="partitions">The option; <c>null</c> takes what the database has.</param>
    /// <returns>The number of partitions.</returns>
    public static int Migrate(SqliteSession session, ImmutableArray<SchemaPart> parts, int? partitions)
    {
        if (parts.GroupBy(part => part.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new StorageStartException($"Two schema parts are called '{twice.Key}'. Give each a name of its own.");
        session.Execute("BEGIN EXCLUSIVE");
        try
        {
            session.Execute(CreateVersions);
            foreach (var part in parts)
                Migrate(session, part);
            var count = Partition(session, partitions);
            session.Execute("COMMIT");
            return count;
        }
        catch
        {
            if (session.InTransaction)
                session.Execute("ROLLBACK");
            throw;
        }
    }

    private static void Migrate(SqliteSession session, SchemaPart part)
    {
        var version = (int)(session.Number(new Statement(SelectVersion, part.Name)) ?? 0);
        var known = part.Migrations.Length;
        if (version > known)
        {
            throw new StorageStartException(
                $"The tables of '{part.Name}' have version {version}; this release knows them up to version {known}. "
                + "A later release has been here: run that one or a newer one, or set Storage:Path to another folder.");
        }

        if (version == known)
            return;
        foreach (var migration in part.Migrations.Skip(version))
            session.ExecuteScript(migration.Sqlite);
        session.Execute(new Statement(SetVersion, part.Name, known));
    }

    private static int Partition(SqliteSession session, int? wanted)
    {
        var count = (int)session.Number(new Statement(CountPartitions))!.Value;
        if (count == 0)
        {
            count = wanted ?? StorageOptions.PartitionsDefault;
            for (var partition = 0; partition < count; partition++)
                session.Execute(new Statement(InsertPartition, partition));
        }

        return wanted is null || wanted == count
            ? count
            : throw new StorageStartException(
                $"Storage:Partitions is {wanted}, and this database was made with {count}, which cannot change. "
                + $"Set it to {count}, or leave it out.");
    }
}

using System.Collections.Immutable;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Database;

/// <summary>
/// Brings every part's tables to the version that this build knows, forward only. A schema that a later build has
/// expanded serves this one too, until a migration that takes something away says that it does not.
/// </summary>
internal static class SchemaUpgrade
{
    /// <summary>
    /// Stands among the parts, with a minimum that no release knows, while a copy into this database is unfinished.
    /// </summary>
    public const string UnfinishedCopy = "unfinished copy";

    /// <summary>The tables that say which versions the others have.</summary>
    public static readonly ImmutableArray<string> VersionTables = ["schema_versions", "schema_minimums"];

    /// <summary>Makes the tables that say which versions the others have.</summary>
    public static readonly Migration CreateVersions = new(
        """
        CREATE TABLE IF NOT EXISTS schema_versions (part TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS schema_minimums (part TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT
        """,
        """
        CREATE TABLE IF NOT EXISTS schema_versions (part text PRIMARY KEY, version integer NOT NULL);
        CREATE TABLE IF NOT EXISTS schema_minimums (part text PRIMARY KEY, version integer NOT NULL)
        """);

    private const string SelectVersion = "SELECT version FROM schema_versions WHERE part = @p0";
    private const string SelectMinimum = "SELECT version FROM schema_minimums WHERE part = @p0";

    private const string SetVersion = """
        INSERT INTO schema_versions (part, version) VALUES (@p0, @p1)
        ON CONFLICT (part) DO UPDATE SET version = excluded.version
        """;

    private const string SetMinimum = """
        INSERT INTO schema_minimums (part, version) VALUES (@p0, @p1)
        ON CONFLICT (part) DO UPDATE SET version = excluded.version
        """;

    private const string InsertPartition = "INSERT INTO partitions (partition, head, last_at) VALUES (@p0, 0, 0)";
    private const string CountPartitions = "SELECT count(*) FROM partitions";

    /// <summary>Migrates in the open transaction.</summary>
    /// <param name="parts">The log's own part first.</param>
    /// <param name="partitions">The option; <c>null</c> takes what the database has.</param>
    /// <returns>The number of partitions.</returns>
    public static int Run(ISchemaSession session, ImmutableArray<SchemaPart> parts, int? partitions)
    {
        if (parts.GroupBy(part => part.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new StorageStartException($"Two schema parts are called '{twice.Key}'. Give each a name of its own.");
        session.Run(CreateVersions);
        if (IsUnfinishedCopy(session))
        {
            throw new StorageStartException(
                "This database is the target of a copy that has not ended. Run 'taskman-admin copy' again to finish "
                + "it, or name another database.");
        }

        foreach (var part in parts)
            Upgrade(session, part);
        return Partition(session, partitions);
    }

    /// <summary>Whether a copy into this database was begun and not finished.</summary>
    public static bool IsUnfinishedCopy(ISchemaSession session) =>
        session.Number(new Statement(SelectMinimum, UnfinishedCopy)) is not null;

    private static void Upgrade(ISchemaSession session, SchemaPart part)
    {
        var version = (int)(session.Number(new Statement(SelectVersion, part.Name)) ?? 0);
        var known = part.Migrations.Length;
        var minimum = session.Number(new Statement(SelectMinimum, part.Name)) ?? 0;
        if (known < minimum)
        {
            throw new StorageStartException(
                $"The tables of '{part.Name}' have version {version}, which asks for a release that knows version "
                + $"{minimum}; this one knows them up to version {known}. A later release has been here: run that one "
                + "or a newer one, or name another database.");
        }

        if (version >= known)
            return;
        foreach (var migration in part.Migrations.Skip(version))
            session.Run(migration);
        session.Run(new Statement(SetVersion, part.Name, known));
        if (LastContraction(part) is var last && last > version)
            session.Run(new Statement(SetMinimum, part.Name, last));
    }

    /// <summary>The version that the last migration which takes something away leads to; 0 without one.</summary>
    private static int LastContraction(SchemaPart part) =>
        part.Migrations.Select((migration, index) => migration.Contracts ? index + 1 : 0).DefaultIfEmpty().Max();

    private static int Partition(ISchemaSession session, int? wanted)
    {
        var count = (int)session.Number(new Statement(CountPartitions))!.Value;
        if (count == 0)
        {
            count = wanted ?? StorageOptions.PartitionsDefault;
            for (var partition = 0; partition < count; partition++)
                session.Run(new Statement(InsertPartition, partition));
        }

        return wanted is null || wanted == count
            ? count
            : throw new StorageStartException(
                $"Storage:Partitions is {wanted}, and this database was made with {count}, which cannot change. "
                + $"Set it to {count}, or leave it out.");
    }
}

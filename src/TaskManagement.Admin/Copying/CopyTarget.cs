using System.Collections.Immutable;
using TaskManagement.Admin.Rows;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Admin.Copying;

/// <summary>
/// The target of a copy, with a note in it of how far each table has come. The note is written with the rows, so that a
/// copy that was killed goes on where the last commit was. While it is there, no server starts on the database.
/// </summary>
internal sealed class CopyTarget(ITargetStore store)
{
    private static readonly Migration CreateProgress = new(
        "CREATE TABLE copy_progress (name TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT",
        "CREATE TABLE copy_progress (name text PRIMARY KEY, position text NOT NULL)");

    private const string DropProgress = "DROP TABLE copy_progress";

    private const string MarkUnfinished = "INSERT INTO schema_minimums (part, version) VALUES (@p0, 1)";
    private const string UnmarkUnfinished = "DELETE FROM schema_minimums WHERE part = @p0";

    private const string SelectPosition = "SELECT position FROM copy_progress WHERE name = @p0";

    private const string SetPosition = """
        INSERT INTO copy_progress (name, position) VALUES (@p0, @p1)
        ON CONFLICT (name) DO UPDATE SET position = excluded.position
        """;

    private const string CountSource = "SELECT count(*) FROM copy_progress WHERE name = @p0 AND position = @p1";

    private const string DeletePartitions = "DELETE FROM partitions";
    private const string InsertPartition = "INSERT INTO partitions (partition, head, last_at) VALUES (@p0, 0, 0)";

    // No table has this name, so it is free.
    private const string Source = "";

    /// <summary>Where the rows go.</summary>
    public ITargetStore Store => store;

    /// <summary>Makes the tables in an empty database, or finds the half of a copy of the same source.</summary>
    /// <param name="source">Stands for the source, its state and what is to be made of it.</param>
    /// <returns>Whether a copy goes on.</returns>
    public async Task<bool> PrepareAsync(string source, int partitions)
    {
        await RequireNoOthersTablesAsync();
        var goesOn = false;
        await store.ChangeSchemaAsync(session =>
        {
            session.Run(SchemaUpgrade.CreateVersions);
            goesOn = SchemaUpgrade.IsUnfinishedCopy(session);
            if (!goesOn)
                Begin(session, source, partitions);
            else if (session.Number(new Statement(CountSource, Source, source)) == 0)
                throw Other();
        });
        return goesOn;
    }

    /// <summary>Tables of others, such as those of a cluster, may stand beside ours; not under their names.</summary>
    private async Task RequireNoOthersTablesAsync()
    {
        var names = await store.TableNamesAsync();
        if (SchemaUpgrade.VersionTables.Except(names).Any()
            && ReleaseSchema.Tables.Select(table => table.Name).Intersect(names).FirstOrDefault() is { } other)
        {
            throw new AdminException($"{store.Place} is not empty: the table {other} in it is of another program. Name "
                + "an empty database or folder.");
        }
    }

    /// <summary>How far a table has come; <c>null</c> where nothing of it is there.</summary>
    public async Task<string?> PositionAsync(Table table) =>
        (await store.ReadAsync(new Statement(SelectPosition, table.Name), row => row.GetString(0))).FirstOrDefault();

    /// <summary>Writes rows, statements that belong to them, and how far the table has come.</summary>
    public Task WriteAsync(
        Table table, IReadOnlyList<object?[]> rows, string position, params ImmutableArray<Statement> statements) =>
        store.WriteAsync(table, rows, [.. statements, new Statement(SetPosition, table.Name, position)]);

    /// <summary>Takes the note away: servers may start.</summary>
    public async Task FinishAsync()
    {
        await store.SettleAsync();
        await store.ChangeSchemaAsync(session =>
        {
            session.Run(new Statement(DropProgress));
            session.Run(new Statement(UnmarkUnfinished, SchemaUpgrade.UnfinishedCopy));
        });
    }

    private void Begin(ISchemaSession session, string source, int partitions)
    {
        SchemaUpgrade.Run(session, ReleaseSchema.Parts, partitions: null);
        foreach (var table in ReleaseSchema.Tables.Where(table => table.Name != "partitions"))
        {
            if (session.Number(TableStatements.Any(table)) != 0)
            {
                throw new AdminException($"{store.Place} is not empty: the table {table.Name} has rows. Name an empty "
                    + "database or folder.");
            }
        }

        session.Run(new Statement(DeletePartitions));
        for (var partition = 0; partition < partitions; partition++)
            session.Run(new Statement(InsertPartition, partition));
        session.Run(CreateProgress);
        session.Run(new Statement(SetPosition, Source, source));
        session.Run(new Statement(MarkUnfinished, SchemaUpgrade.UnfinishedCopy));
    }

    private AdminException Other() => new(
        $"{store.Place} holds the half of a copy of another source, of an earlier state of it, or with other "
        + "partitions. Name an empty database or folder, or empty this one.");
}

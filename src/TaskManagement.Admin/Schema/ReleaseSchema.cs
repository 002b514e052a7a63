using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Sqlite;
using TaskManagement.EventLog.Store;
using TaskManagement.Silo;

namespace TaskManagement.Admin.Schema;

/// <summary>
/// The tables of this release. They are read from an empty database that its migrations made, so that whoever adds a
/// table has it copied without a word here. What a database makes of a table by itself (SQLite's search index, columns
/// that PostgreSQL generates) comes into being again when the rows do.
/// </summary>
internal static class ReleaseSchema
{
    private const string SelectColumns = """
        SELECT t.name, c.name, c.pk FROM pragma_table_list t JOIN pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table'
            AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND t.name NOT LIKE 'schema!_%' ESCAPE '!'
        ORDER BY t.name, c.cid
        """;

    private static readonly Lazy<ImmutableArray<Table>> AllTables = new(ReadTables);

    /// <summary>The parts of the log and of every context, the log's first.</summary>
    public static ImmutableArray<SchemaPart> Parts { get; } =
    [
        LogSchema.Part,
        .. new ServiceCollection().AddTaskManagementContexts(new ConfigurationBuilder().Build())
            .Where(service => service.ServiceType == typeof(SchemaPart))
            .Select(service => (SchemaPart)service.ImplementationInstance!),
    ];

    /// <summary>All tables but those that say which version the schema has.</summary>
    public static ImmutableArray<Table> Tables => AllTables.Value;

    /// <summary>A table by its name.</summary>
    public static Table Table(string name) => Tables.Single(table => table.Name == name);

    private static ImmutableArray<Table> ReadTables()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var session = new SqliteSession(connection, preparedMax: 64);
        SqliteSchemaSession.InTransaction(session, schema => SchemaUpgrade.Run(schema, Parts, partitions: null));
        var columns = session.Query(
            new Statement(SelectColumns),
            row => (Table: row.GetString(0), Name: row.GetString(1), Key: row.GetInt32(2)));
        return
        [
            .. columns.GroupBy(column => column.Table).Select(table => new Table(
                table.Key,
                [.. table.Select(column => column.Name)],
                [.. table.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(key => key.Name)])),
        ];
    }
}

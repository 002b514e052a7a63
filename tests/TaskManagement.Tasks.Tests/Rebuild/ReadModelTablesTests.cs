using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Rebuild;
using TaskManagement.TestKit;

namespace TaskManagement.Tasks.Tests.Rebuild;

public sealed class ReadModelTablesTests : IAsyncLifetime
{
    private const string ColumnsSql = """
        SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
        """;

    /// <summary>
    /// A consumer keeps the first, from another context's events; the second says how far a rebuild is.
    /// </summary>
    private static readonly string[] Others = ["due_lead_times", "read_model_rebuilds", "trash_purges"];

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.StartAsync(
        services => services.AddSingleton(TasksSchema.Part), [new("Storage:Provider", "Sqlite")]);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Tables_WhenComparedWithTheSchema_ThenNoTableAndNoColumnIsLeftOut()
    {
        await using var log = await TestDatabase.StartAsync(settings: [new("Storage:Provider", "Sqlite")]);
        var tablesOfLog = (await ColumnsAsync(log)).Select(column => column.Table).ToHashSet();

        var schema = (await ColumnsAsync(_database))
            .Where(column => !tablesOfLog.Contains(column.Table) && !Others.Contains(column.Table));

        var known = ReadModelTables.All.SelectMany(table => table.Columns
            .Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(column => (table.Name, column)));
        // Documents are numbered in the order of writing, which means nothing.
        Assert.Equal(schema.Order(), known.Append(("task_documents", "document_id")).Order());
    }

    [Fact]
    public async Task Select_WhenPlanned_ThenAnIndexLeadsToTheRowsOfAStream()
    {
        foreach (var table in ReadModelTables.All)
        {
            var select = table.Select(Guid.Empty);
            var plan = await _database.Database.ReadAsync(
                select with { Sql = $"EXPLAIN QUERY PLAN {select.Sql}" }, row => row.GetString(3));
            Assert.StartsWith("SEARCH", Assert.Single(plan), StringComparison.Ordinal);
        }
    }

    private static async Task<List<(string Table, string Column)>> ColumnsAsync(TestDatabase database) =>
        [.. await database.Database.ReadAsync(
            new Statement(ColumnsSql), row => (row.GetString(0), row.GetString(1)))];
}

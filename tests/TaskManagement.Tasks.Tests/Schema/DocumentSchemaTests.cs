using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Schema;
using TaskManagement.TestKit;

namespace TaskManagement.Tasks.Tests.Schema;

/// <summary>The numbers under which SQLite's full text knows documents.</summary>
public sealed class DocumentSchemaTests
{
    private const string InsertSql = """
        INSERT INTO task_documents (task_id, document_id, title, description, comments, comments_text)
        VALUES (@p0, @p1, @p2, '', '', '')
        """;

    private const string FindSql = """
        SELECT d.title FROM task_search f JOIN task_documents d ON d.document_id = f.rowid WHERE task_search MATCH @p0
        """;

    private static readonly SchemaPart Before = TasksSchema.Part with
    {
        Migrations = [.. TasksSchema.Part.Migrations.TakeWhile(one => one != DocumentSchema.Migration)],
    };

    [Fact]
    public async Task Start_WhenDocumentsHadNumbersOfChance_ThenTheyAreNumberedAndFound()
    {
        await using var database = await StartAsync(Before);
        await AddAsync(database, 9_000_000_000_000_000_000, "old one");
        await AddAsync(database, 4_000_000_000_000_000_000, "old two");

        await database.RestartAsync(services => services.AddSingleton(TasksSchema.Part));
        await AddAsync(database, 0, "new three");
        await AddAsync(database, 0, "new four");

        Assert.Equal<long>([1, 2, 3, 4], await NumbersAsync(database));
        Assert.Equal(["old one"], await FindAsync(database, "one"));
        Assert.Equal(["old one", "old two"], await FindAsync(database, "old"));
        Assert.Equal(["new four"], await FindAsync(database, "four"));
    }

    [Fact]
    public async Task Write_WhenChangedDeletedAndAdded_ThenTheIndexFollows()
    {
        await using var database = await StartAsync(TasksSchema.Part);
        var first = await AddAsync(database, 0, "red");
        var second = await AddAsync(database, 0, "green");
        await ExecuteAsync(database, "UPDATE task_documents SET title = 'blue' WHERE task_id = @p0", first);
        await ExecuteAsync(database, "DELETE FROM task_documents WHERE task_id = @p0", second);
        await AddAsync(database, 0, "yellow");

        Assert.Equal<long>([1, 2], await NumbersAsync(database));
        Assert.Empty(await FindAsync(database, "red OR green"));
        Assert.Equal(["blue", "yellow"], await FindAsync(database, "blue OR yellow"));
        await ExecuteAsync(database, "INSERT INTO task_search (task_search) VALUES ('integrity-check')");
    }

    [Fact]
    public async Task Write_WhenANumberIsGiven_ThenItStays()
    {
        await using var database = await StartAsync(TasksSchema.Part);
        await AddAsync(database, 70, "copied");
        await AddAsync(database, 0, "made here");

        Assert.Equal<long>([70, 71], await NumbersAsync(database));
        Assert.Equal(["copied"], await FindAsync(database, "copied"));
    }

    private static Task<TestDatabase> StartAsync(SchemaPart part) => TestDatabase.StartAsync(
        services => services.AddSingleton(part), [new("Storage:Provider", "Sqlite")]);

    private static async Task<Guid> AddAsync(TestDatabase database, long number, string title)
    {
        var task = Guid.CreateVersion7();
        await ExecuteAsync(database, InsertSql, task, number, title);
        return task;
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql, params object[] values) =>
        Assert.Equal(WriteOutcome.Written, await database.Database.WriteAsync([new Statement(sql, values)]));

    private static async Task<IEnumerable<long>> NumbersAsync(TestDatabase database) =>
        await database.Database.ReadAsync(
            new Statement("SELECT document_id FROM task_documents ORDER BY 1"), row => row.GetInt64(0));

    private static async Task<string[]> FindAsync(TestDatabase database, string words) =>
        [.. (await database.Database.ReadAsync(new Statement(FindSql, words), row => row.GetString(0))).Order()];
}

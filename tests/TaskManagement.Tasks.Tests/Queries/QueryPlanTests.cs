using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Queries;
using TaskManagement.Tasks.Queries.Sorting;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Validation;
using TaskManagement.TestKit;
using static TaskManagement.Tasks.Tests.Queries.ReadModel;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Queries;

/// <summary>
/// What a query costs follows from the lists that its caller sees, however much others have: no plan reads the whole
/// of the tasks or of their words.
/// </summary>
[Trait("Peer", "6")]
public sealed class QueryPlanTests : IAsyncLifetime
{
    private const int OthersLists = 40;
    private const int TasksOfAList = 100;

    private const string NoSequentialScans =
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET enable_seqscan = off', current_database()); END $$";

    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(TasksSchema.Part);
        for (var list = 0; list <= OthersLists; list++)
        {
            await FillAsync(
                list == 0 ? HomeId : new ListId(DerivedId.FromParts("list", $"{list}")), list == 0 ? Ann : Ben);
        }

        await _database.Database.WriteAsync([new Statement("ANALYZE")]);
        if (_database.Database.Kind != DatabaseKind.PostgreSql)
            return;

        // Tables of this size are read as fast without an index; what is asked here is whether one can serve.
        await _database.Database.WriteAsync([new Statement(NoSequentialScans)]);
        await _database.RestartAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData("position", null, null, false)]
    [InlineData("position", null, null, true)]
    [InlineData("-priority,dueDate", "status:todo assignee:me due<=today+7d", null, false)]
    [InlineData("dueDate", "label:red or section:Doing", null, true)]
    [InlineData("relevance", null, "milk", false)]
    [InlineData("relevance", null, "bu mi", true)]
    [InlineData("updatedAt", "milk -attributes.points>3 attributes.team:red", null, false)]
    public async Task Plan_WhenOthersHaveManyTasks_ThenReadsNoneOfTheirs(
        string sort, string? filter, string? text, bool inOneList)
    {
        var query = Anything with { Sort = sort, Filter = filter, Text = text, ListId = inOneList ? HomeId : null };
        var errors = new FieldErrors();
        var question = await new TaskQuestions(_database.Database, TimeProvider.System).ReadAsync(
            errors, Context().Caller, query, _ => Task.FromResult<UserId?>(null));
        var relevance = RelevanceSort.Keys(question.Scope.ListKeys, question.Phrases);
        var order = TaskOrder.Read(errors, sort, relevance);
        Assert.Null(errors.ToRefusal());

        var page = TaskQueryStatement.Page(_database.Database.Kind, query, question, order, []);
        var count = TaskQueryStatement.Count(_database.Database.Kind, query, question);

        foreach (var statement in new[] { page, count })
        {
            var plan = await PlanOfAsync(statement);
            Assert.DoesNotContain("Seq Scan on tasks", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on task_documents", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN t\n", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN d\n", plan, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("milk", null)]
    [InlineData(null, "priority>=0 (milk or bread) farm")]
    public async Task Search_WhenPlanned_ThenTheIndexOfWordsComesFirst(string? text, string? filter)
    {
        var query = Anything with { Text = text, Filter = filter, ListId = HomeId };
        var question = await new TaskQuestions(_database.Database, TimeProvider.System).ReadAsync(
            new FieldErrors(), Context().Caller, query, _ => Task.FromResult<UserId?>(null));

        var plan = await PlanOfAsync(TaskQueryStatement.Count(_database.Database.Kind, query, question));

        string[] steps = _database.Database.Kind == DatabaseKind.Sqlite
            ? ["SCAN f VIRTUAL TABLE", "SEARCH d USING", "(document_id=?)", "SEARCH t USING", "(task_id=?)", "SEARCH m"]
            : ["Bitmap Index Scan on task_documents_by_words", "Function Scan on unnest f", "tasks_pkey on tasks x"];
        Assert.Equal(steps, steps.OrderBy(step => plan.IndexOf(step, StringComparison.Ordinal)));
        Assert.All(steps, step => Assert.Contains(step, plan, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_WhenOneListIsReadByPosition_ThenNothingIsSorted()
    {
        var query = Anything with { ListId = HomeId, Page = new PageRequest(5, null) };
        var question = await new TaskQuestions(_database.Database, TimeProvider.System).ReadAsync(
            new FieldErrors(), Context().Caller, query, _ => Task.FromResult<UserId?>(null));
        var order = TaskOrder.Read(new FieldErrors(), "position", null);

        var plan = await PlanOfAsync(TaskQueryStatement.Page(_database.Database.Kind, query, question, order, []));

        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    private async Task<string> PlanOfAsync(Statement statement)
    {
        var isSqlite = _database.Database.Kind == DatabaseKind.Sqlite;
        var explained = statement with
        {
            Sql = (isSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + statement.Sql,
        };
        var lines = await _database.Database.ReadAsync(explained, row => row.GetString(isSqlite ? 3 : 0));
        return string.Join('\n', lines) + "\n";
    }

    private async Task FillAsync(ListId list, UserId owner)
    {
        const string Member = "INSERT INTO list_members (list_id, user_id, role) VALUES (@p0, @p1, 'owner')";
        var statements = ImmutableArray.CreateBuilder<Statement>();
        statements.Add(new Statement(Member, list.Value, owner.Value));
        for (var i = 0; i < TasksOfAList; i++)
        {
            var task = OpenTask() with
            {
                Id = new TaskId(DerivedId.FromParts("task", $"{list}", $"{i}")),
                ListId = list,
                Position = $"A{i:0000}1",
                UpdatedAt = Noon,
                Attributes = new JsonText("""{"team":"red"}"""),
            };
            statements.AddRange(TaskRows.Of(task).Select(Dated));
        }

        await _database.Database.WriteAsync(statements.ToImmutable());
    }

    /// <summary>These rows are written beside the log, which alone knows when something is recorded.</summary>
    private static Statement Dated(Statement statement) => statement with
    {
        Values = [.. statement.Values.Select(value => Equals(value, Statement.RecordedAt) ? Noon : value)],
    };
}

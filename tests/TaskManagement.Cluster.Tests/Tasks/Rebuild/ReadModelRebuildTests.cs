using System.Collections.Immutable;
using TaskManagement.Contracts.Operations;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;
using TaskManagement.TestKit.Time;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks.Rebuild;

/// <summary>
/// The read model that the grains write, act by act, is the one that the log gives: row by row, after random histories.
/// </summary>
public sealed class ReadModelRebuildTests : IAsyncLifetime
{
    private const int Acts = 250;

    private static readonly ImmutableArray<string> Damages =
    [
        "DELETE FROM task_documents", "DELETE FROM list_sections", "DELETE FROM list_labels",
        "DELETE FROM task_list_spans", "DELETE FROM list_members WHERE role <> 'owner'", "DELETE FROM task_signals",
        "DELETE FROM task_trash", "DELETE FROM list_trash", "DELETE FROM task_blobs",
        "UPDATE tasks SET start_at = 0, title_folded = 'x', schedule = NULL, relations = '[]'",
        "UPDATE task_signals SET share = 0, at = 5", "UPDATE lists SET created_at = 1, name_folded = ''",
        "UPDATE task_list_spans SET until_at = 7",
    ];

    private ProductCluster? _product;

    public static TheoryData<string, int> Runs
    {
        get
        {
            var runs = new TheoryData<string, int> { { "Sqlite", 1 }, { "Sqlite", 2 }, { "Sqlite", 3 } };
            if (PostgresServer.WhyMissing is null)
                runs.Add("PostgreSql", 4);
            return runs;
        }
    }

    private ProductCluster Product => _product ?? throw new InvalidOperationException("It is not started.");

    private IDatabase Database => Product.Database.Database;

    private IReadModelGrain ReadModel => Product.Grains.GetGrain<IReadModelGrain>(0);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_product is not null)
            await _product.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Rebuild_WhenNothingIsWrong_ThenEveryRowIsAsTheLogHasIt(string storage, int seed)
    {
        var acts = await StartAsync(storage, seed);
        var live = await ReadModelCopy.TakeAsync(Database);

        var ended = await RebuildAsync(acts);

        Assert.Equal((0L, 0L), (ended.StreamsMended, ended.StreamsFailed));
        Assert.Equal(ended.Streams, ended.StreamsDone);
        ReadModelCopy.AssertSame(live, await ReadModelCopy.TakeAsync(Database));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Rebuild_WhenRowsAreWrongMissingOrTooMany_ThenTheyAreAsTheyWere(string storage, int seed)
    {
        var acts = await StartAsync(storage, seed);
        var live = await ReadModelCopy.TakeAsync(Database);
        var found = await FoundAsync(acts);
        await DamageAsync(Damages);
        await AddStraysAsync();
        Assert.NotEqual(live, await ReadModelCopy.TakeAsync(Database));

        var ended = await RebuildAsync(acts);

        Assert.Equal(0, ended.StreamsFailed);
        ReadModelCopy.AssertSame(live, await ReadModelCopy.TakeAsync(Database));
        Assert.Equal(found, await FoundAsync(acts));
        Assert.NotEmpty(found);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Rebuild_WhenOthersWriteMeanwhile_ThenItEndsAsTheLogHasIt(string storage, int seed)
    {
        var acts = await StartAsync(storage, seed);
        await DamageAsync(Damages);

        var rebuilding = RebuildAsync(acts);
        var done = acts.Succeeded;
        await acts.ActAsync(Acts);
        var first = await rebuilding;
        var second = await RebuildAsync(acts);

        Assert.True(acts.Succeeded > done, $"seed {seed}: nothing was written meanwhile");
        Assert.True(first.StreamsMended > 0, $"seed {seed}: nothing was wrong");
        Assert.Equal((0L, 0L), (second.StreamsMended, second.StreamsFailed));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Start_WhenAnOlderBuildWroteTheRows_ThenTheyAreBroughtUpToDate(string storage, int seed)
    {
        await StartAsync(storage, seed);
        var live = await ReadModelCopy.TakeAsync(Database);
        await DamageAsync(["DELETE FROM task_documents", "DELETE FROM list_sections", "UPDATE tasks SET start_at = 0"]);
        await DamageAsync(seed % 2 == 0
            ? ["DELETE FROM read_model_rebuilds"]
            : ["UPDATE read_model_rebuilds SET version = version - 1"]);

        await Product.RestartAsync();

        await Eventually.HoldsAsync(
            async () => (await ReadModelCopy.TakeAsync(Database)).SetEquals(live),
            $"the rows are as they were, seed {seed}");
    }

    [Fact]
    public async Task Rebuild_WhenAskedAgainWithTheSameCommand_ThenItIsTheSameOne()
    {
        var acts = await StartAsync("Sqlite", seed: 5, acts: 20);
        var context = TestCommands.By(acts.Ann);
        var first = Succeeded(await ReadModel.Rebuild(context));
        await EndAsync(acts);

        Assert.Equal(first.BeganAt, Succeeded(await ReadModel.Rebuild(context)).BeganAt);
        Assert.NotEqual(first.BeganAt, Succeeded(await ReadModel.Rebuild(TestCommands.By(acts.Ann))).BeganAt);
    }

    [Fact]
    public async Task Rebuild_WhenTheCallerIsNoAdministrator_ThenRefused()
    {
        await StartAsync("Sqlite", seed: 6, acts: 0);
        var member = TestCommands.Member();

        Assert.Equal("forbidden", (await ReadModel.Rebuild(TestCommands.By(member))).Refusal?.Code);
        Assert.Equal("forbidden", (await ReadModel.Status(member)).Refusal?.Code);
    }

    private async Task<RandomActs> StartAsync(string storage, int seed, int acts = Acts)
    {
        _product = await ProductCluster.StartAsync(
        [
            .. storage == "Sqlite"
                ? [new("Storage:Provider", storage)]
                : PostgresServer.Settings(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()),
            // Many pages, each of some streams at once.
            new("Rebuild:PageStreamsMax", "10"),
        ]);
        var random = new RandomActs(Product.Grains, seed);
        await random.BeginAsync();
        await EndAsync(random);
        await random.ActAsync(acts);
        Assert.True(random.Succeeded >= acts / 2, $"seed {seed}: only {random.Succeeded} acts were carried out");
        return random;
    }

    private async Task<ReadModelStatus> RebuildAsync(RandomActs acts)
    {
        var begun = Succeeded(await ReadModel.Rebuild(TestCommands.By(acts.Ann)));
        var ended = await EndAsync(acts);
        Assert.Equal(begun.BeganAt, ended.BeganAt);
        return ended;
    }

    private Task<ReadModelStatus> EndAsync(RandomActs acts) => Eventually.SeesAsync(
        async () => Succeeded(await ReadModel.Status(acts.Ann)), status => status.EndedAt is not null,
        "the rebuild has ended");

    private async Task DamageAsync(ImmutableArray<string> statements) =>
        await Database.WriteAsync([.. statements.Select(sql => new Statement(sql))]);

    private async Task AddStraysAsync()
    {
        var stray = Guid.CreateVersion7();
        await Database.WriteAsync(
        [
            new Statement("INSERT INTO list_members (list_id, user_id, role) VALUES (@p0, @p0, 'owner')", stray),
            new Statement("INSERT INTO task_blobs (blob_key, task_id) VALUES ('stray', @p0)", stray),
            new Statement(
                """
                INSERT INTO task_list_spans (list_id, task_id, version, from_at, until_at)
                SELECT list_id, @p0, version, from_at, until_at FROM task_list_spans LIMIT 1
                """,
                stray),
        ]);
    }

    private async Task<List<TaskId>> FoundAsync(RandomActs acts)
    {
        var query = new TaskQuery(
            null, null, null, null, null, null, null, "apple", "position", new PageRequest(PageRequest.LimitMax, null));
        return [.. Succeeded(await Product.Grains.GetGrain<ITaskQueriesGrain>(0).Tasks(acts.Ann, query))
            .Items.Select(task => task.Id)];
    }
}

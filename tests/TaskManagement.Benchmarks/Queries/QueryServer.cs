using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Server;
using TaskManagement.TestKit;

namespace TaskManagement.Benchmarks.Queries;

/// <summary>A server with a list of 500 tasks, 20 of which hold a word, among the tasks of others.</summary>
internal sealed class QueryServer : IAsyncDisposable
{
    private const int OwnTasks = 500;
    private const int Hits = 20;
    private const string Word = "needle";

    private static readonly Caller Owner = new(new UserId(Guid.CreateVersion7()), [RoleNames.Member]);

    private static readonly ListId List = new(Guid.CreateVersion7());

    private static readonly TaskQuery Page = new(
        null, null, null, null, null, null, false, null, "position", new PageRequest(50, null));

    private readonly WebApplication _server;
    private readonly Queue<TaskId> _cold = new();

    private QueryServer(WebApplication server) => _server = server;

    /// <summary>What is asked.</summary>
    public static ImmutableArray<(string Name, Func<QueryServer, Task> Ask)> Questions { get; } =
    [
        ("create", server => server.CreateAsync("made while measuring")),
        ("cold get", server => server.ColdGetAsync()),
        ("filtered page", server => server.FindAsync(
            Page with { Filter = "priority>=3 due<=today+7d -label:later", Sort = "-priority,dueDate", Count = true })),
        ("board of 500", server => server.BoardAsync()),
        ("text search", server => server.FindAsync(Page with { Text = Word, Sort = "relevance" })),
        ("filter with a word", server => server.FindAsync(Page with { Filter = $"priority>=3 {Word}", Count = true })),
        ("search for a beginning", server => server.FindAsync(Page with { Text = Word[..3], Sort = "relevance" })),
    ];

    private IGrainFactory Grains => _server.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Fills the storage, and serves it.</summary>
    public static async Task<QueryServer> StartAsync(BenchmarkStorage storage, int tasks)
    {
        await FillAsync(storage, tasks);

        // What is measured begins with a server that holds nothing in memory.
        var server = await ServeAsync(storage);
        var database = server._server.Services.GetRequiredService<IDatabase>();
        foreach (var id in await OthersTasks.IdsAsync(database, List))
            server._cold.Enqueue(id);
        return server;
    }

    /// <summary>Puts the list, and as many tasks in all, into the storage.</summary>
    public static async Task FillAsync(BenchmarkStorage storage, int tasks)
    {
        await using var server = await ServeAsync(storage);
        await server.FillAsync(tasks);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private static async Task<QueryServer> ServeAsync(BenchmarkStorage storage)
    {
        var application = ServerApplication.Create([.. storage.Arguments, "--Logging:LogLevel:Default=Warning"]);
        await application.StartAsync();
        return new QueryServer(application);
    }

    private async Task FillAsync(int tasks)
    {
        var list = await Grains.GetGrain<ITaskListGrain>(List.Value).Act(
            TestCommands.By(Owner), new CreateList("Own", null, []));
        Assert(list.Succeeded);
        for (var i = 0; i < OwnTasks; i++)
            await CreateAsync(i < Hits ? $"{Word} number {i}" : $"Something else {i}");
        var database = _server.Services.GetRequiredService<IDatabase>();
        await new OthersTasks(database).AddAsync(List, tasks - OwnTasks);
        await database.WriteAsync([new Statement("ANALYZE")]);
    }

    private async Task CreateAsync(string title)
    {
        var context = TestCommands.By(Owner);
        var command = new CreateTask(
            List, null, title, "Some words that say what is to be done", null, 3, null, null, null, null, [], null);
        Assert((await Grains.GetGrain<ITaskGrain>(context.Id.NewId("task")).Act(context, command)).Succeeded);
    }

    /// <summary>Each is asked for once, so that no silo holds it yet.</summary>
    private async Task ColdGetAsync() =>
        Assert((await Grains.GetGrain<ITaskGrain>(_cold.Dequeue().Value).Get(Owner, null)).Succeeded);

    private async Task FindAsync(TaskQuery query) =>
        Assert((await Grains.GetGrain<ITaskQueriesGrain>(0).Tasks(Owner, query)).Succeeded);

    private async Task BoardAsync() =>
        Assert((await Grains.GetGrain<ITaskQueriesGrain>(0).Board(Owner, List)).Succeeded);

    private static void Assert(bool succeeded)
    {
        if (!succeeded)
            throw new InvalidOperationException("The server refused.");
    }
}

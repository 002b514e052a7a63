using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Paging;
using TaskManagement.Tasks.Queries;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Queries;

/// <summary>
/// A read model over a real log, filled as the grains fill it. Ann owns the list of <see cref="HomeId"/>.
/// </summary>
internal sealed class ReadModel : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly Dictionary<ListId, ListState> _lists = [];
    private int _made;

    private ReadModel(TestDatabase database)
    {
        _database = database;
        Cursors = new PageCursors(database.MasterKey);
        Queries = new TaskQueries(database.Database, Cursors, new TaskQuestions(database.Database, Clock));
        Lists = new ListQueries(database.Database, Cursors);
        Boards = new BoardQueries(database.Database, Cursors);
    }

    public TestDatabase Database => _database;

    public PageCursors Cursors { get; }

    public TaskQueries Queries { get; }

    public ListQueries Lists { get; }

    public BoardQueries Boards { get; }

    /// <summary>It is noon of the third of March.</summary>
    public ManualTimeProvider Clock { get; } = new(Noon);

    /// <summary>Who has which handle.</summary>
    public Dictionary<string, UserId> Handles { get; } = new() { ["ann"] = Ann, ["ben"] = Ben };

    public static TaskQuery Anything { get; } = new(
        null, null, null, null, null, null, false, null, "position", new PageRequest(PageRequest.LimitMax, null));

    public static async Task<ReadModel> StartAsync()
    {
        var model = new ReadModel(await TestDatabase.StartAsync(TasksSchema.Part));
        await model.AddListAsync(HomeId, Ann);
        return model;
    }

    public IReadOnlyDictionary<ListId, ListState> ListStates => _lists;

    public async Task AddListAsync(ListId id, UserId owner) =>
        await ApplyAsync(id, new ListCreated(id, $"List {id}", "", owner, [], [], null));

    public async Task ApplyAsync(ListId id, ListEvent @event)
    {
        var before = _lists.GetValueOrDefault(id);
        _lists[id] = After(before, @event);
        var pending = ListEvolution.Evolve(before, @event, Pending);
        await AppendAsync(StreamNames.Of(id), before?.Version ?? 0, [@event], ListRows.Of(before, pending));
    }

    /// <summary>Makes a task; the title tells them apart, the order of making is that of their positions.</summary>
    public async Task<TaskState> AddAsync(CreateTask command)
    {
        var id = new TaskId(DerivedId.FromParts("task", $"{++_made}"));
        var context = Context($"make {_made}", minutes: _made);
        return await ApplyAsync(null, id, CreateTaskAct.Decide(null, id, command, context).Events);
    }

    public Task<TaskState> AddAsync(string title) => AddAsync(Milk with { Title = title });

    public async Task<TaskState> ImportAsync(ImportTask command)
    {
        var id = ImportedId(command);
        return await ApplyAsync(null, id, ImportTaskAct.Decide(null, id, command, Context()).Events);
    }

    public Task<TaskState> ApplyAsync(TaskState task, ImmutableArray<TaskEvent> events) =>
        ApplyAsync(task, task.Id, events);

    public async Task<string[]> TitlesAsync(TaskQuery query, UserId? caller = null)
    {
        var result = await AskAsync(query, caller);
        Assert.Null(result.Refusal);
        return [.. result.Value!.Items.Select(task => task.Title)];
    }

    public Task<Result<TaskPage>> AskAsync(TaskQuery query, UserId? caller = null) => Queries.TasksAsync(
        new Caller(caller ?? Ann, []),
        query,
        handle => Task.FromResult(Handles.TryGetValue(handle, out var user) ? user : (UserId?)null));

    /// <summary>The board of Ann's list.</summary>
    public Task<TaskBoard> BoardAsync()
    {
        var list = _lists[HomeId];
        var view = new TaskListView(
            list.Id, list.Name, "", Ann, ListRole.Owner, list.Sections, [], [], false, Noon, Noon, list.Version);
        return Boards.ReadAsync(new Caller(Ann, []), view);
    }

    public async Task<Refusal?> RefusalAsync(TaskQuery query) => (await AskAsync(query)).Refusal;

    /// <summary>All pages, one after the other.</summary>
    public async Task<List<TaskItem>> PagesAsync(TaskQuery query, int limit, Func<Task>? between = null)
    {
        var items = new List<TaskItem>();
        var page = new PageRequest(limit, null);
        do
        {
            var result = await AskAsync(query with { Page = page });
            Assert.Null(result.Refusal);
            Assert.InRange(result.Value!.Items.Length, 0, limit);
            items.AddRange(result.Value.Items);
            page = page with { Cursor = result.Value.NextCursor };
            await (between?.Invoke() ?? Task.CompletedTask);
        }
        while (page.Cursor is not null);
        return items;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>What a grain knows of events that it is about to append.</summary>
    private static EventMetadata Pending => EventMetadata.Pending(Context());

    private static TaskId ImportedId(ImportTask command) =>
        Contracts.Imports.ImportIds.TaskOf(command.ListId, command.Source);

    private async Task<TaskState> ApplyAsync(TaskState? before, TaskId id, ImmutableArray<TaskEvent> events)
    {
        var pending = events.Aggregate(before, (task, @event) => TaskEvolution.Evolve(task, @event, Pending));
        await AppendAsync(StreamNames.Of(id), before?.Version ?? 0, [.. events], TaskRows.Of(before, pending!));
        return After(before, events);
    }

    private async Task AppendAsync(
        StreamName stream, long version, ImmutableArray<IDomainEvent> events, ImmutableArray<Statement> view)
    {
        var append = new Append(TestCommands.By(Ann), [new StreamAppend(stream, version, events)]) { View = view };
        Assert.IsType<AppendOutcome.Appended>(await _database.Log.AppendAsync(append));
    }
}

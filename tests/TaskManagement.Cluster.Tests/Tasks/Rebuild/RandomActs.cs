using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;

namespace TaskManagement.Cluster.Tests.Tasks.Rebuild;

/// <summary>
/// Two people who do this and that with lists and tasks, as a seed has it. Much of it is refused, as in life.
/// </summary>
internal sealed class RandomActs(IGrainFactory grains, int seed)
{
    private static readonly string[] Words = ["apple", "Börse", "cat", "dog 12", "ελαφρύ", "x-ray"];
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    // Far off: what is due by the machine's clock, the product itself would tell, at a moment of its own.
    private static readonly DateTimeOffset Someday = Noon.AddYears(73);

    private readonly Random _chance = new(seed);
    private readonly List<TaskListView> _lists = [];
    private readonly List<TaskId> _tasks = [];
    private readonly List<CommentId> _comments = [];
    private readonly List<AttachmentId> _attachments = [];
    private Caller[] _people = [];

    /// <summary>The first to register, hence the administrator.</summary>
    public Caller Ann => _people[0];

    /// <summary>How many acts were carried out.</summary>
    public int Succeeded { get; private set; }

    private bool Coin => _chance.Next(2) == 0;

    /// <summary>Registers the people and makes lists.</summary>
    public async Task BeginAsync()
    {
        _people = [await PersonAsync("ann"), await PersonAsync("ben")];
        for (var i = 0; i < 3; i++)
        {
            var context = TestCommands.By(Ann);
            var list = Seen(await grains.GetGrain<ITaskListGrain>(context.Id.NewId("list")).Act(
                context, new CreateList($"List {i}", null, ["Doing", "Later"])));
            _lists.Add(list!);
            Seen(await List(list!.Id).Act(TestCommands.By(Ann), new SetListMember(_people[1].UserId, ListRole.Editor)));
            Seen(await List(list.Id).Act(TestCommands.By(Ann), new AddLabel(Word(), "#61bd4f")));
        }
    }

    /// <summary>So many acts, one after another.</summary>
    public async Task ActAsync(int acts)
    {
        for (var i = 0; i < acts; i++)
            await ActAsync();
    }

    private async Task ActAsync()
    {
        var context = TestCommands.By(Any(_people), at: Noon.AddMinutes(_chance.Next(10_000)));
        switch (_tasks.Count < 10 ? 0 : _chance.Next(15))
        {
            case 0 or 1:
                Add(Seen(await Task(new TaskId(context.Id.NewId("task"))).Act(context, Create())));
                break;
            case 2:
                await ActOnListAsync(context);
                break;
            case 3:
                await CommentAsync(context);
                break;
            case 4:
                await RelateAsync(context);
                break;
            case 5:
                var commands = Enumerable.Range(0, 3).Select(_ => new BatchedCommand(Any(_tasks), Command()));
                Seen(await grains.GetGrain<ITaskBatchGrain>(0).Act(context, new TaskBatch([.. commands], Coin)));
                break;
            case 6:
                var file = new AttachFile("a.txt", "text/plain", 3, new string('a', 64), $"blob-{context.Id.Value}");
                if (Seen(await Task(Any(_tasks)).Attach(context, file)) is { } attachment)
                    _attachments.Add(attachment.Id);
                break;
            case 7:
                context = context with { Caller = Caller.System, At = Someday.AddHours(_chance.Next(20_000)) };
                Seen(await Task(Any(_tasks)).Act(context, new RaiseTaskSignals(1_440)));
                break;
            case 8:
                Seen(await grains.GetGrain<ITaskPurgeGrain>(Any(_tasks).Value).Purge(context, trashedUntil: null));
                break;
            default:
                Add(Seen(await ActAsync(context, Any(_tasks), Command())));
                break;
        }
    }

    /// <summary>What is to be taken back by itself goes to the grain that asks the other tasks too.</summary>
    private Task<Result<TaskItem>> ActAsync(CommandContext context, TaskId task, TaskCommand command) => command
        is UndoTask undo
            ? grains.GetGrain<ITaskRelationsGrain>(task.Value).Act(context, task, new TakeBack(undo.Version))
            : Task(task).Act(context, command);

    private TaskCommand Command() => _chance.Next(14) switch
    {
        0 or 1 or 2 => Patch(),
        3 => new AssignTask(Coin ? Any(_people).UserId : null),
        4 or 5 => new CompleteTask(),
        6 => new ReopenTask(),
        7 => new CancelTask(),
        8 => new ArchiveTask(_chance.Next(3) == 0),
        9 => new DeleteTask(),
        10 => new RestoreTask(),
        11 => new UndoTask(null),
        12 when _attachments.Count > 0 => new DetachFile(Any(_attachments)),
        _ => Move(),
    };

    private CreateTask Create()
    {
        var list = Any(_lists);
        return new CreateTask(
            list.Id, Coin ? Section(list) : null, Word(), Word(), null, _chance.Next(5), Date(), Date(),
            "Europe/Berlin", Coin ? Any(_people).UserId : null, Labels(list),
            new JsonText($$"""{"points":{{_chance.Next(9)}}}"""),
            Coin ? new TaskRecurrence("FREQ=DAILY", "Europe/Berlin") : null,
            Coin ? [new TaskReminder(null, 30)] : default);
    }

    private PatchTask Patch() => new(
        Coin ? Word() : default(Optional<string>),
        Coin ? Word() : default(Optional<string?>),
        default,
        Coin ? _chance.Next(5) : default(Optional<int>),
        Coin ? Date() : default(Optional<TaskDate?>),
        Coin ? Date() : default(Optional<TaskDate?>),
        default,
        Coin ? Labels(Any(_lists)) : default(Optional<ImmutableArray<LabelId>>),
        default,
        default);

    private MoveTask Move()
    {
        var list = Any(_lists);
        return new MoveTask(list.Id, Coin ? Section(list) : default(Optional<SectionId?>), null, null);
    }

    private async Task ActOnListAsync(CommandContext context)
    {
        var list = Any(_lists);
        ListCommand command = _chance.Next(12) switch
        {
            0 => new PatchList(Word(), Word()),
            1 => new PatchList(default, default, Coin),
            2 => new AddSection(Word()),
            3 or 4 when Section(list) is { } section => new PatchSection(section, Word(), _chance.Next(3)),
            5 when Section(list) is { } section => new RemoveSection(section),
            6 => new AddLabel(Word(), "#123456"),
            7 when !list.Labels.IsEmpty => new PatchLabel(Any(list.Labels).Id, Word(), default),
            8 when !list.Labels.IsEmpty => new RemoveLabel(Any(list.Labels).Id),
            9 => new SetListMember(_people[1].UserId, Coin ? ListRole.Commenter : ListRole.Editor),
            10 => new DeleteList(),
            11 => new UndoList(null),
            _ => new RestoreList(),
        };
        if (Seen(await List(list.Id).Act(context with { Caller = Ann }, command)) is { } view)
            _lists[_lists.FindIndex(one => one.Id == view.Id)] = view;
        if (command is DeleteList && Coin)
            Seen(await List(list.Id).Act(TestCommands.By(Ann), new RestoreList()));
    }

    private async Task CommentAsync(CommandContext context)
    {
        CommentCommand command = _chance.Next(4) switch
        {
            0 when _comments.Count > 0 => new EditComment(Any(_comments), Word()),
            1 when _comments.Count > 0 => new DeleteComment(Any(_comments)),
            _ => new CommentOnTask(Word()),
        };
        if (Seen(await Task(Any(_tasks)).Comment(context, command)) is { } comment)
            _comments.Add(comment.Id);
    }

    private async Task RelateAsync(CommandContext context)
    {
        var task = Any(_tasks);
        if (!(await Task(task).Get(Ann, null) is { Succeeded: true, Value: { } item }))
            return;
        RelationCommand command = _chance.Next(3) switch
        {
            0 => new RelateTask(RelationKind.Blocks, Any(_tasks)),
            1 => new PlaceTask(Any(_tasks)),
            _ => new RelateTask(RelationKind.Duplicates, Any(_tasks)),
        };
        Seen(await grains.GetGrain<ITaskRelationsGrain>(item.ListId.Value).Act(context, task, command));
    }

    private async Task<Caller> PersonAsync(string name)
    {
        var profile = Seen(await grains.GetGrain<IAccountsGrain>(0).Register(
            TestCommands.By(Caller.Anonymous),
            new RegisterUser($"{name}@example.org", name, name, "Test", "correct horse battery staple")))!;
        return new Caller(profile.Id, profile.Roles);
    }

    private void Add(TaskItem? task)
    {
        if (task is null || _tasks.Contains(task.Id))
            return;
        _tasks.Add(task.Id);
        if (task.NextTaskId is { } next)
            _tasks.Add(next);
    }

    private T? Seen<T>(Result<T> result)
    {
        if (result.Succeeded)
            Succeeded++;
        return result.Value;
    }

    private TaskDate? Date() => _chance.Next(3) switch
    {
        0 => null,
        1 => new TaskDate(null, DateOnly.FromDateTime(Someday.UtcDateTime).AddDays(_chance.Next(900))),
        _ => new TaskDate(Someday.AddHours(_chance.Next(20_000)), null),
    };

    private ImmutableArray<LabelId> Labels(TaskListView list) =>
        Coin || list.Labels.IsEmpty ? [] : [Any(list.Labels).Id];

    private SectionId? Section(TaskListView list) => list.Sections.IsEmpty ? null : Any(list.Sections).Id;

    private string Word() => $"{Any(Words)} {_chance.Next(50)}";

    private T Any<T>(IReadOnlyList<T> all) => all[_chance.Next(all.Count)];

    private ITaskGrain Task(TaskId id) => grains.GetGrain<ITaskGrain>(id.Value);

    private ITaskListGrain List(ListId id) => grains.GetGrain<ITaskListGrain>(id.Value);
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

/// <summary>Acts drawn from a seed, on the tasks of two lists, through the grains.</summary>
internal sealed class RandomActs
{
    private const int Few = 8;

    private readonly TasksCluster _cluster;
    private readonly Random _chance;
    private readonly Caller _ben;
    private readonly List<TaskId> _tasks = [];
    private readonly ImmutableArray<Func<Caller, Task<TaskId?>>> _acts;

    private RandomActs(TasksCluster cluster, int seed, Caller ann, Caller ben, ImmutableArray<TaskListView> lists)
    {
        (_cluster, _chance, Ann, _ben, Lists) = (cluster, new Random(seed), ann, ben, lists);
        _acts =
        [
            CreateAsync, CreateAsync, CreateSubtaskAsync,
            By(() => Titled($"{_chance.Next(100)}")),
            By(() => Titled("Same") with { Priority = _chance.Next(5), Description = $"{_chance.Next(3)}" }),
            By(() => Nothing with { Status = Pick(Enum.GetValues<WorkStatus>()) }),
            By(() => Nothing with { SectionId = Pick<SectionId?>(null, Lists[0].Sections[0].Id) }),
            By(Recurring), By(Recurring),
            By(() => new CompleteTask()), By(() => new CompleteTask()), By(() => new ReopenTask()),
            By(() => new CancelTask()), By(() => new DeleteTask()), By(() => new RestoreTask()),
            By(() => new ArchiveTask(_chance.Next(2) == 0)),
            By(() => new AssignTask(Pick<UserId?>(null, Ann.UserId, _ben.UserId))),
            By(() => new MoveTask(Pick(Lists).Id, default, null, null)),
            By(() => new MoveTask(null, default, null, null)),
            By(() => new MoveTask(null, default, AnyTask(), null)),
            RelateAsync, RelateAsync, UnrelateAsync, PlaceAsync, CommentAsync,
        ];
    }

    /// <summary>Who owns the lists.</summary>
    public Caller Ann { get; }

    /// <summary>Home and elsewhere.</summary>
    public ImmutableArray<TaskListView> Lists { get; }

    private static PatchTask Nothing { get; } = new(
        default, default, default, default, default, default, default, default, default, default);

    public static async Task<RandomActs> StartAsync(TasksCluster cluster, int seed)
    {
        var (ann, ben) = (await cluster.PersonAsync("ann"), await cluster.PersonAsync("ben"));
        var lists = new[]
        {
            await cluster.ListAsync(ann, (ben, ListRole.Editor)), await cluster.ListAsync(ann, (ben, ListRole.Editor)),
        };
        var acts = new RandomActs(cluster, seed, ann, ben, [.. lists]);
        for (var i = 0; i < 3; i++)
            await acts.CreateAsync(ann);
        return acts;
    }

    /// <summary>One act of one of the two.</summary>
    /// <returns>The task that it was about; <c>null</c> where it was refused.</returns>
    public Task<TaskId?> NextAsync() => Pick(_acts)(Pick(Ann, _ben));

    /// <summary>An act of several tasks, or the taking back of one.</summary>
    public Task<TaskId?> NextOfSeveralAsync() => _chance.Next(2) == 0 ? BatchAsync(Ann) : UndoAsync(Ann);

    /// <summary>Every task that is not in the trash, as its grain shows it.</summary>
    public async Task<ImmutableSortedDictionary<string, TaskItem>> StatesAsync(DateTimeOffset? asOf = null)
    {
        var states = ImmutableSortedDictionary.CreateBuilder<string, TaskItem>(StringComparer.Ordinal);
        for (var i = 0; i < _tasks.Count; i++)
        {
            var task = await _cluster.Task(_tasks[i]).Get(Ann, asOf);
            if (!task.Succeeded)
                continue;
            states[task.Value.Id.ToString()] = task.Value;
            if (task.Value.NextTaskId is { } next && !_tasks.Contains(next))
                _tasks.Add(next);
        }

        return states.ToImmutable();
    }

    /// <summary>When the last of all events was recorded.</summary>
    public async Task<DateTimeOffset> LastAsync()
    {
        var last = DateTimeOffset.MinValue;
        foreach (var task in _tasks.ToArray())
        {
            var events = await _cluster.Product.Database.Log.ReadStreamBackwardsAsync(
                StreamName.Of("task", task.Value), long.MaxValue, 1);
            last = events[0].Stored.At > last ? events[0].Stored.At : last;
        }

        return last;
    }

    /// <summary>Takes back the last act of a task, or that of a version.</summary>
    public Task<Result<TaskItem>> TakeBackAsync(TaskId task, long? version = null) =>
        Relations(task.Value).Act(TestCommands.By(Ann), task, new TakeBack(version));

    // Far off, or the system would say that it is overdue while a test looks.
    private static TaskCommand Recurring() => Nothing with
    {
        DueDate = (TaskDate?)new TaskDate(new DateTimeOffset(2046, 3, 3, 12, 0, 0, TimeSpan.Zero), null),
        Recurrence = new TaskRecurrencePatch("FREQ=DAILY", "Europe/Berlin"),
    };

    private ITaskRelationsGrain Relations(Guid key) => _cluster.Grains.GetGrain<ITaskRelationsGrain>(key);

    private TaskId AnyTask() => Pick(_tasks);

    private T Pick<T>(params IReadOnlyList<T> choices) => choices[_chance.Next(choices.Count)];

    private Func<Caller, Task<TaskId?>> By(Func<TaskCommand> command) => async caller =>
    {
        var task = AnyTask();
        return Done(task, await _cluster.Task(task).Act(TestCommands.By(caller), command()));
    };

    private static TaskId? Done<T>(TaskId task, Result<T> result) => result.Succeeded ? task : null;

    private async Task<TaskId?> CreateAsync(Caller caller)
    {
        if (_tasks.Count > Few)
            return null;
        var made = await _cluster.TaskAsync(caller, Lists[0].Id, $"Task {_tasks.Count}");
        _tasks.Add(made.Id);
        return made.Id;
    }

    private async Task<TaskId?> CreateSubtaskAsync(Caller caller)
    {
        if (_tasks.Count > Few)
            return null;
        var context = TestCommands.By(caller);
        var made = await Relations(Lists[0].Id.Value).Act(
            context, new TaskId(context.Id.NewId("task")), new PlaceTask(AnyTask(), New(Lists[0].Id, "Subtask")));
        if (made.Succeeded)
            _tasks.Add(made.Value.Id);
        return made.Succeeded ? made.Value.Id : null;
    }

    private async Task<TaskId?> RelateAsync(Caller caller)
    {
        var task = AnyTask();
        var command = new RelateTask(Pick(Enum.GetValues<RelationKind>()), AnyTask());
        return Done(task, await Relations(Lists[0].Id.Value).Act(TestCommands.By(caller), task, command));
    }

    private async Task<TaskId?> UnrelateAsync(Caller caller)
    {
        var task = AnyTask();
        if ((await _cluster.Task(task).Get(caller, null)).Value is not { Relations.Length: > 0 } item)
            return null;
        var relation = Pick<TaskRelation>(item.Relations);
        return Done(task, await Relations(Lists[0].Id.Value).Act(
            TestCommands.By(caller), task, new UnrelateTask(relation.Kind, relation.TaskId)));
    }

    private async Task<TaskId?> PlaceAsync(Caller caller)
    {
        var task = AnyTask();
        var command = new PlaceTask(Pick<TaskId?>(null, AnyTask(), AnyTask()), Titled($"{_chance.Next(100)}"));
        return Done(task, await Relations(Lists[0].Id.Value).Act(TestCommands.By(caller), task, command));
    }

    private async Task<TaskId?> CommentAsync(Caller caller)
    {
        var task = AnyTask();
        return Done(task, await _cluster.Task(task).Comment(TestCommands.By(caller), new CommentOnTask("Hm")));
    }

    private async Task<TaskId?> BatchAsync(Caller caller)
    {
        var (one, two) = (AnyTask(), AnyTask());
        var batch = new TaskBatch(
            [
                new BatchedCommand(one, Titled($"{_chance.Next(100)}")),
                new BatchedCommand(two, Pick<TaskCommand>(new DeleteTask(), new CompleteTask(), new ArchiveTask(true))),
                new BatchedCommand(one, new MoveTask(Pick(Lists).Id, default, null, null)),
            ],
            Atomic: true);
        return Done(one, await _cluster.Grains.GetGrain<ITaskBatchGrain>(0).Act(TestCommands.By(caller), batch));
    }

    private async Task<TaskId?> UndoAsync(Caller caller)
    {
        var task = AnyTask();
        var version = _chance.Next(3) == 0 ? null : (long?)_chance.Next(1, 20);
        return Done(task, await Relations(task.Value).Act(TestCommands.By(caller), task, new TakeBack(version)));
    }
}

using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tests.Hosting;

/// <summary>Things that stubs answer with.</summary>
public static class Samples
{
    public static readonly DateTimeOffset At = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);

    public static TaskItem Task(Guid id, long version = 7) => new(
        new TaskId(id),
        new ListId(Guid.CreateVersion7()),
        null,
        "Größe <b>",
        "",
        WorkStatus.InProgress,
        2,
        null,
        new TaskDate(null, new DateOnly(2026, 3, 4)),
        "Europe/Berlin",
        null,
        new UserId(Guid.CreateVersion7()),
        [],
        new JsonText("""{"a":1}"""),
        "a0",
        false,
        0,
        null,
        At,
        At,
        null,
        version,
        null,
        [],
        null);

    public static Task<Result<TaskItem>> Answer(TaskItem task) =>
        System.Threading.Tasks.Task.FromResult<Result<TaskItem>>(task);

    public static Task<Result<TaskItem>> Refused(Refusal refusal) =>
        System.Threading.Tasks.Task.FromResult<Result<TaskItem>>(refusal);

    public static TaskListView List(Guid id, long version = 3) => new(
        new ListId(id),
        "Inbox",
        "",
        new UserId(Guid.CreateVersion7()),
        ListRole.Owner,
        [],
        [],
        [],
        false,
        At,
        At,
        version);

    public static Task<Result<TaskListView>> Answer(TaskListView list) =>
        System.Threading.Tasks.Task.FromResult<Result<TaskListView>>(list);
}

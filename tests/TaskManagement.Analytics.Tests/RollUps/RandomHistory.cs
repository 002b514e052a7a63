using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Analytics.Tests.RollUps;

/// <summary>
/// One task's life, step by random step: what it is now, and the event of each step. What it is now is known without
/// looking at events, so that a count of tasks can be held against a count of events.
/// </summary>
internal sealed class RandomHistory(Random chance, TaskId id, IReadOnlyList<UserId> users)
{
    private static readonly ListId List = new(new Guid(7, 0, 0, new byte[8]));
    private static readonly DateTimeOffset Epoch = new(2026, 3, 28, 0, 0, 0, TimeSpan.Zero);
    private DateTimeOffset _now = Epoch + TimeSpan.FromMinutes(chance.Next(0, 3_000));

    public TaskId Id => id;

    public bool Exists { get; private set; }

    public UserId? Assignee { get; private set; }

    public WorkStatus Status { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    private bool Gone { get; set; }

    /// <summary>The next event; <c>null</c> once the task is gone for good.</summary>
    public TaskEvent? Step()
    {
        _now += TimeSpan.FromMilliseconds(chance.Next(1, 3_000_000));
        if (Gone)
            return chance.Next(2) == 0 ? Restore() : null;
        if (!Exists)
            return Create();
        return chance.Next(10) switch
        {
            < 4 => Assign(),
            < 8 when Status == WorkStatus.Done => Reopen(),
            < 8 => Complete(),
            8 when Status != WorkStatus.Done => Block(),
            8 => Assign(),
            _ => Delete(),
        };
    }

    private TaskCreated Create()
    {
        (Exists, Status, CreatedAt, Assignee) = (true, WorkStatus.Todo, _now, SomeoneOrNobody());
        return new TaskCreated(
            id, List, null, "A task", "", Status, 0, null, null, null, Assignee, users[0], [], null, "m", false, _now,
            null);
    }

    private TaskAssigned Assign()
    {
        var before = Assignee;
        Assignee = SomeoneOrNobody();
        return new TaskAssigned(id, List, "A task", before, Assignee, Status, CreatedAt, CompletedAt);
    }

    private TaskCompleted Complete()
    {
        var before = Status;
        (Status, CompletedAt) = (WorkStatus.Done, _now);
        return new TaskCompleted(id, List, "A task", before, Assignee, users[0], CreatedAt, _now);
    }

    private TaskReopened Reopen()
    {
        var completedAt = CompletedAt;
        (Status, CompletedAt) = (WorkStatus.InProgress, null);
        return new TaskReopened(id, List, WorkStatus.Done, Status, Assignee, CreatedAt, completedAt);
    }

    private TaskStatusChanged Block()
    {
        var before = Status;
        Status = WorkStatus.Blocked;
        return new TaskStatusChanged(id, List, before, Status);
    }

    private TaskDeleted Delete()
    {
        (Exists, Gone) = (false, true);
        return new TaskDeleted(id, List, Status, Assignee, CreatedAt, CompletedAt);
    }

    private TaskRestored Restore()
    {
        (Exists, Gone) = (true, false);
        return new TaskRestored(id, List, Status, Assignee, CreatedAt, CompletedAt);
    }

    private UserId? SomeoneOrNobody() => chance.Next(users.Count + 1) is var index && index < users.Count
        ? users[index]
        : null;
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.Notifications.Rules;

namespace TaskManagement.Notifications.Tests.Rules;

public sealed class NotificationRulesTests
{
    private static readonly TaskId Task = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly ListId List = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly UserId Ann = new(new Guid(3, 0, 0, new byte[8]));
    private static readonly UserId Bob = new(new Guid(4, 0, 0, new byte[8]));
    private static readonly UserId Cleo = new(new Guid(6, 0, 0, new byte[8]));
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Decide_WhenSomeoneElseAssigns_ThenTheAssigneeIsTold()
    {
        var told = Decide(Assigned(to: Bob), actor: Ann);

        Assert.NotNull(told);
        Assert.Equal((Bob, Ann, "task_assigned"), (told.UserId, told.ActorId, told.Type));
        Assert.Equal((Task, List), (told.TaskId, told.ListId));
        Assert.Equal((5, "Paint the fence", Noon), (told.Partition, told.Title, told.At));
    }

    [Fact]
    public void Decide_WhenATaskIsMadeForSomeoneElse_ThenTheAssigneeIsTold()
    {
        var created = new TaskCreated(
            Task, List, null, "Paint the fence", "", WorkStatus.Todo, 0, null, null, null, Bob, Ann, [], null, "m",
            false, Noon, null);

        Assert.Equal((Bob, "task_assigned"), Addressee(Decide(created, actor: Ann)));
    }

    [Fact]
    public void Decide_WhenSomeoneElseCompletes_ThenTheCreatorIsTold() =>
        Assert.Equal((Ann, "task_completed"), Addressee(Decide(Completed(creator: Ann), actor: Bob)));

    [Fact]
    public void Decide_WhenSeveralAreMentioned_ThenEachIsToldOnceButTheAuthor()
    {
        var mentioned = new MentionedInComment(
            Task, List, new CommentId(new Guid(5, 0, 0, new byte[8])), "Paint the fence", Ann, [Bob, Cleo, Ann, Bob]);

        var told = All(mentioned, actor: Ann);

        Assert.Equal([(Bob, "mentioned"), (Cleo, "mentioned")], told.Select(one => (one.UserId, one.Type)));
        Assert.Equal(2, told.Select(one => one.Id).Distinct().Count());
        Assert.Equal(told.AsEnumerable(), All(mentioned, actor: Ann));
    }

    [Fact]
    public void Decide_WhenTheSystemActs_ThenThereIsNoActor()
    {
        var told = Decide(Assigned(to: Bob), actor: null, origin: "system");

        Assert.NotNull(told);
        Assert.Null(told.ActorId);
    }

    [Fact]
    public void Decide_WhenItIsOnesOwnAct_ThenSilence()
    {
        Assert.Null(Decide(Assigned(to: Bob), actor: Bob));
        Assert.Null(Decide(Completed(creator: Bob), actor: Bob));
    }

    [Fact]
    public void Decide_WhenItIsAnImport_ThenSilence()
    {
        Assert.Null(Decide(Assigned(to: Bob), actor: Ann, origin: "import"));
        Assert.Null(Decide(Completed(creator: Bob), actor: Ann, origin: "import"));
    }

    [Fact]
    public void Decide_WhenATaskIsUnassigned_ThenSilence() => Assert.Null(Decide(Assigned(to: null), actor: Ann));

    [Fact]
    public void Decide_WhenItIsNoNewsToAnyone_ThenSilence()
    {
        Assert.Null(Decide(new TaskStatusChanged(Task, List, WorkStatus.Todo, WorkStatus.Blocked), actor: Ann));
        Assert.Null(Decide(new Purged("task.assigned.v1"), actor: Ann));
    }

    [Fact]
    public void Decide_WhenTheSameEventComesAgain_ThenItIsTheSameNotification()
    {
        var once = Decide(Assigned(to: Bob), actor: Ann);

        Assert.Equal(once, Decide(Assigned(to: Bob), actor: Ann));
        Assert.NotEqual(once?.Id, Decide(Assigned(to: Bob), actor: Ann, version: 4)?.Id);
    }

    private static (UserId To, string Type)? Addressee(Notification? told) =>
        told is null ? null : (told.UserId, told.Type);

    private static TaskAssigned Assigned(UserId? to) =>
        new(Task, List, "Paint the fence", null, to, WorkStatus.Todo, Noon, null);

    private static TaskCompleted Completed(UserId creator) =>
        new(Task, List, "Paint the fence", WorkStatus.Todo, Bob, creator, Noon, Noon);

    private static Notification? Decide(IDomainEvent @event, UserId? actor, string origin = "api", long version = 3) =>
        All(@event, actor, origin, version).SingleOrDefault();

    private static ImmutableArray<Notification> All(
        IDomainEvent @event, UserId? actor, string origin = "api", long version = 3)
    {
        var stored = new StoredEvent(
            5, 9, $"task-{Task.Value:N}", version, "task.test.v1", "{}", Guid.Empty, actor?.Value, origin, null, Noon);
        return NotificationRules.Decide("notifications", new RecordedEvent(stored, @event));
    }
}

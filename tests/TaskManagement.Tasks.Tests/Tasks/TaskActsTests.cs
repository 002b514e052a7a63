using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks;

/// <summary>Assign, complete, reopen, delete, comment.</summary>
public sealed class TaskActsTests
{
    [Fact]
    public void Assign_WhenOpen_ThenBothSidesAreTold()
    {
        var assigned = Assert.IsType<TaskAssigned>(
            Assert.Single(AssignTaskAct.Decide(OpenTask(), new AssignTask(Ben)).Events));

        Assert.Equal((null, Ben, "Buy milk"), (assigned.OldAssigneeId, assigned.NewAssigneeId, assigned.Title));
        Assert.Equal(Ben, After(OpenTask(), assigned).AssigneeId);
    }

    [Fact]
    public void Assign_WhenNull_ThenTaken()
    {
        var task = OpenTask() with { AssigneeId = Ben };

        Assert.Null(After(task, AssignTaskAct.Decide(task, new AssignTask(null)).Events).AssigneeId);
    }

    [Fact]
    public void Assign_WhenItIsTheirs_ThenNoEvent() =>
        Assert.Empty(AssignTaskAct.Decide(OpenTask() with { AssigneeId = Ben }, new AssignTask(Ben)).Events);

    [Fact]
    public void Complete_WhenOpen_ThenDoneNow()
    {
        var done = Assert.IsType<TaskCompleted>(
            Assert.Single(CompleteTaskAct.Decide(OpenTask(), Context(minutes: 5)).Events));

        Assert.Equal((WorkStatus.Todo, Noon.AddMinutes(5)), (done.OldStatus, done.CompletedAt));
        var after = After(OpenTask(), done);
        Assert.Equal((WorkStatus.Done, done.CompletedAt), (after.Status, after.CompletedAt));
    }

    [Fact]
    public void Complete_WhenTheClockIsBehind_ThenNotBeforeCreation()
    {
        var events = CompleteTaskAct.Decide(OpenTask(), Context(minutes: -5)).Events;

        Assert.Equal(Noon, Assert.IsType<TaskCompleted>(Assert.Single(events)).CompletedAt);
    }

    [Fact]
    public void Complete_WhenDone_ThenRefused() => Assert.Equal(
        ("task_already_completed", RefusalKind.Conflict),
        Reason(CompleteTaskAct.Decide(DoneTask(), Context()).Refusal));

    [Fact]
    public void Reopen_WhenDone_ThenToBeDoneAgain()
    {
        var reopened = Assert.IsType<TaskReopened>(Assert.Single(ReopenTaskAct.Decide(DoneTask(), Context()).Events));

        Assert.Equal(Noon, reopened.CompletedAt);
        var after = After(DoneTask(), reopened);
        Assert.Equal((WorkStatus.Todo, (DateTimeOffset?)null), (after.Status, after.CompletedAt));
    }

    [Theory]
    [InlineData(WorkStatus.Todo)]
    [InlineData(WorkStatus.Cancelled)]
    public void Reopen_WhenNotDone_ThenRefused(WorkStatus status) => Assert.Equal(
        ("task_not_completed", RefusalKind.Conflict),
        Reason(ReopenTaskAct.Decide(OpenTask() with { Status = status }, Context()).Refusal));

    [Fact]
    public void Delete_WhenThere_ThenDeleted()
    {
        Assert.IsType<TaskDeleted>(Assert.Single(DeleteTaskAct.Decide(DoneTask()).Events));
        Assert.True(DeletedTask().Deleted);
    }

    [Fact]
    public void Restore_WhenDeleted_ThenAsItWas()
    {
        var restored = After(DeletedTask(), RestoreTaskAct.Decide(DeletedTask()).Events);

        Assert.Equal(OpenTask() with { Version = 3 }, restored with { Labels = OpenTask().Labels });
        Assert.Equal("task_not_deleted", RestoreTaskAct.Decide(OpenTask()).Refusal?.Code);
        Assert.Equal("task_not_found", RestoreTaskAct.Decide(null).Refusal?.Code);
    }

    [Fact]
    public void Cancel_WhenOpenOrDone_ThenCancelled()
    {
        Assert.IsType<TaskStatusChanged>(Assert.Single(CancelTaskAct.Decide(OpenTask(), Context()).Events));
        var reopened = Assert.IsType<TaskReopened>(Assert.Single(CancelTaskAct.Decide(DoneTask(), Context()).Events));
        var cancelled = After(DoneTask(), reopened);

        Assert.Equal((WorkStatus.Cancelled, (DateTimeOffset?)null), (cancelled.Status, cancelled.CompletedAt));
        Assert.Equal("task_already_cancelled", CancelTaskAct.Decide(cancelled, Context()).Refusal?.Code);
    }

    [Fact]
    public void Archive_WhenItIsSoAlready_ThenNoEvent()
    {
        var archived = After(OpenTask(), ArchiveTaskAct.Decide(OpenTask(), new ArchiveTask(true)).Events);

        Assert.True(archived.Archived);
        Assert.Empty(ArchiveTaskAct.Decide(archived, new ArchiveTask(true)).Events);
        Assert.False(After(archived, ArchiveTaskAct.Decide(archived, new ArchiveTask(false)).Events).Archived);
    }

    [Fact]
    public void Comment_WhenOpen_ThenByTheCaller()
    {
        var context = Context(by: Ben);

        var commented = Assert.IsType<TaskCommented>(
            Assert.Single(CommentOnTaskAct.Decide(OpenTask(), new CommentOnTask(" Done? "), context).Events));

        Assert.Equal((Ben, "Done?", Noon), (commented.AuthorId, commented.Text, commented.WrittenAt));
        Assert.Equal(CommentOnTaskAct.CommentIdOf(context), commented.CommentId);
        Assert.Equal(1, After(OpenTask(), commented).ToItem().CommentCount);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(" \n", false)]
    [InlineData("a\0", false)]
    [InlineData("x", true)]
    public void Comment_WhenTextIsGiven_ThenRulesHold(string text, bool fits) =>
        Assert.Equal(fits, CommentOnTaskAct.Decide(OpenTask(), new CommentOnTask(text), Context()).Refusal is null);

    [Theory]
    [InlineData(20_000, true)]
    [InlineData(20_001, false)]
    public void Comment_WhenLong_ThenBoundHolds(int length, bool fits) => Assert.Equal(
        fits,
        CommentOnTaskAct.Decide(OpenTask(), new CommentOnTask(new string('x', length)), Context()).Refusal is null);

    [Fact]
    public void Comment_WhenTheTaskIsFull_ThenRefused()
    {
        var comment = new TaskComment(default, Ben, null, "x", Noon, 2);
        var full = OpenTask() with { Comments = [.. Enumerable.Repeat(comment, TaskBounds.CommentsMax)] };

        Assert.Equal(
            ("task_comments_full", RefusalKind.Conflict),
            Reason(CommentOnTaskAct.Decide(full, new CommentOnTask("x"), Context()).Refusal));
    }

    [Fact]
    public void EveryAct_WhenThereIsNoTask_ThenNotFound() => Assert.All(
        Acts(null), refusal => Assert.Equal(("task_not_found", RefusalKind.NotFound), Reason(refusal)));

    [Fact]
    public void EveryAct_WhenTheTaskIsDeleted_ThenNotFound() => Assert.All(
        Acts(DeletedTask()), refusal => Assert.Equal(("task_deleted", RefusalKind.NotFound), Reason(refusal)));

    private static IEnumerable<Refusal?> Acts(TaskState? state) =>
    [
        AssignTaskAct.Decide(state, new AssignTask(Ben)).Refusal,
        CompleteTaskAct.Decide(state, Context()).Refusal,
        ReopenTaskAct.Decide(state, Context()).Refusal,
        DeleteTaskAct.Decide(state).Refusal,
        CancelTaskAct.Decide(state, Context()).Refusal,
        ArchiveTaskAct.Decide(state, new ArchiveTask(true)).Refusal,
        MoveTaskAct.Decide(
            state, new MoveTask(null, default, null, null), null, ListDescription.Empty, ListDescription.Empty,
            Context()).Refusal,
        CommentOnTaskAct.Decide(state, new CommentOnTask("x"), Context()).Refusal,
        PatchTaskAct.Decide(state, PatchNothing, Context()).Refusal,
    ];

    private static (string?, RefusalKind?) Reason(Refusal? refusal) => (refusal?.Code, refusal?.Kind);
}

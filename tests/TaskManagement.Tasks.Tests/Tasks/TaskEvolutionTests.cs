using System.Collections.Immutable;
using System.Text.Json;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks;

public sealed class TaskEvolutionTests
{
    internal static readonly ImmutableArray<TaskEvent> OneOfEach =
    [
        Created(),
        new TaskDetailsChanged(
            MilkId, HomeId, new TaskDetails(Title: "Buy milk"), new TaskDetails(Title: "Buy oat milk")),
        new TaskAssigned(MilkId, HomeId, "Buy oat milk", null, Ben, WorkStatus.Todo, Noon, null),
        new TaskStatusChanged(MilkId, HomeId, WorkStatus.Todo, WorkStatus.InProgress),
        new TaskCompleted(MilkId, HomeId, "Buy oat milk", WorkStatus.InProgress, Ben, Ann, Noon, Noon),
        new TaskReopened(MilkId, HomeId, WorkStatus.Done, WorkStatus.Todo, Ben, Noon, Noon),
        new TaskCommented(MilkId, HomeId, new(Guid.Empty), Ben, null, "Why?", Noon, null),
        new TaskAttached(MilkId, HomeId, new(Guid.Empty), "a.txt", "text/plain", 5, "ab", "key", Ann, Noon),
        new TaskDetached(MilkId, HomeId, new(Guid.Empty), "a.txt", "text/plain", 5, "ab", "key", Ann, Noon),
        new TaskCommentEdited(MilkId, HomeId, new(Guid.Empty), "Why?", "Why, @ann?", null, Noon),
        new MentionedInComment(MilkId, HomeId, new(Guid.Empty), "Buy oat milk", Ben, [Ann]),
        new TaskCommentDeleted(MilkId, HomeId, new(Guid.Empty), Ben, "Why, @ann?"),
        new TaskCommentRestored(MilkId, HomeId, new(Guid.Empty), Ben, "Why, @ann?"),
        new TaskDeleted(MilkId, HomeId, WorkStatus.Todo, Ben, Noon, null),
        new TaskRestored(MilkId, HomeId, WorkStatus.Todo, Ben, Noon, null),
        new TaskArchived(MilkId, HomeId, false, true),
        new TaskDueSoon(MilkId, HomeId, "Buy milk", null, Ann, new TaskDate(Noon, null), null),
        new TaskOverdue(MilkId, HomeId, "Buy milk", null, Ann, new TaskDate(Noon, null), null),
        new TaskReminded(MilkId, HomeId, "Buy milk", null, Ann, new TaskReminder(Noon), null, null),
        new TaskMoved(MilkId, HomeId, HomeId, null, Doing, "A", "B"),
        new TaskUndone(MilkId, HomeId, 2, 3),
        new TaskRelated(MilkId, HomeId, RelationKind.Blocks, new(Guid.Empty)),
        new TaskUnrelated(MilkId, HomeId, RelationKind.Blocks, new(Guid.Empty)),
    ];

    [Fact]
    public void Evolve_WhenEveryEventOfTheHierarchyComes_ThenItIsKnown()
    {
        var all = typeof(TaskEvent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(TaskEvent)) && !type.IsAbstract && type != typeof(TaskPurged));

        Assert.Equal(all.OrderBy(type => type.Name), OneOfEach.Select(e => e.GetType()).OrderBy(type => type.Name));
        var task = After(null, OneOfEach);
        Assert.Equal((OneOfEach.Length, false, true), (task.Version, task.Deleted, task.Archived));
    }

    [Fact]
    public void Evolve_WhenTheTaskWasPurged_ThenTheSameIsLeftWhetherItsPastIsKnownOrNot()
    {
        var purged = new TaskPurged(MilkId, HomeId, 2);

        var known = After(DeletedTask(), purged);

        Assert.Equal((true, true, 3L, ""), (known.Purged, known.Deleted, known.Version, known.Title));
        Assert.Equivalent(After((TaskState?)null, purged), known, strict: true);
    }

    [Fact]
    public void Evolve_WhenAnEventChangesNothing_ThenTimeAndVersionStillMove()
    {
        var later = TaskEvolution.Evolve(OpenTask(), OneOfEach[3], new EventMetadata(Noon.AddDays(1), Ben));

        Assert.Equal((Noon.AddDays(1), 2), (later.UpdatedAt, later.Version));
    }

    [Fact]
    public void Evolve_WhenAnEventCannotFollow_ThenItThrows()
    {
        Assert.Throws<InvalidOperationException>(() => After(OpenTask(), Created()));
        Assert.All(OneOfEach.Skip(1), @event =>
            Assert.Throws<InvalidOperationException>(() => After((TaskState?)null, @event)));
        Assert.Throws<InvalidOperationException>(() => After(OpenTask(), new Unheard()));
    }

    [Fact]
    public void State_WhenWrittenAsJson_ThenItReadsBackTheSame()
    {
        var task = After(null, OneOfEach);

        var json = JsonSerializer.Serialize(task, JsonSerializerOptions.Web);
        var read = JsonSerializer.Deserialize<TaskState>(json, JsonSerializerOptions.Web)!;

        Assert.Equal(json, JsonSerializer.Serialize(read, JsonSerializerOptions.Web));
        Assert.Equal(task.Comments.Select(comment => comment.Id), read.Comments.Select(comment => comment.Id));
    }

    private sealed record Unheard : TaskEvent;
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;

namespace TaskManagement.Cluster.Tests.Events;

/// <summary>Events of one task that was made on the first of March, 2026.</summary>
public sealed class TaskStory(UserId creator)
{
    /// <summary>When it was made.</summary>
    public static readonly DateTimeOffset CreatedAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ListId List = new(new Guid(1, 2, 3, new byte[8]));

    /// <summary>The task.</summary>
    public TaskId Id { get; } = new(Guid.CreateVersion7());

    /// <summary>It was made, for nobody yet.</summary>
    public TaskCreated Created() => new(
        Id, List, null, "Paint the fence", "", WorkStatus.Todo, 0, null, null, null, null, creator, [], null, "m",
        false, CreatedAt, null);

    /// <summary>It was given to someone.</summary>
    public TaskAssigned Assigned(UserId to, UserId? from = null) =>
        new(Id, List, "Paint the fence", from, to, WorkStatus.Todo, CreatedAt, null);

    /// <summary>It was done, so many hours after it was made.</summary>
    public TaskCompleted Completed(UserId by, int hours) => new(
        Id, List, "Paint the fence", WorkStatus.Todo, by, creator, CreatedAt, CreatedAt.AddHours(hours));

    /// <summary>Writes events of it to a log, in one append.</summary>
    public async Task AppendAsync(IEventLog log, UserId actor, params ImmutableArray<TaskEvent> events)
    {
        var stream = StreamName.Of("task", Id.Value);
        var version = (await log.ReadStreamAsync(stream)).Length;
        var outcome = await log.AppendAsync(
            new Append(TestCommands.By(actor), [new StreamAppend(stream, version, [.. events])]));
        Assert.IsType<AppendOutcome.Appended>(outcome);
    }
}

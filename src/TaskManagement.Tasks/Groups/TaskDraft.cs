using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Groups;

/// <summary>A task as an act over several is about to leave it.</summary>
/// <param name="id">The task.</param>
/// <param name="committed">As the log has it; <c>null</c> before its first event.</param>
internal sealed class TaskDraft(TaskId id, TaskState? committed)
{
    private readonly ImmutableArray<TaskEvent>.Builder _events = ImmutableArray.CreateBuilder<TaskEvent>();

    /// <summary>The task.</summary>
    public TaskId Id { get; } = id;

    /// <summary>As the log has it.</summary>
    public TaskState? Committed { get; } = committed;

    /// <summary>Its version in the log; 0 before the first event.</summary>
    public long CommittedVersion => Committed?.Version ?? 0;

    /// <summary>With what has been decided so far.</summary>
    public TaskState? State { get; private set; } = committed;

    /// <summary>Whether anything has been decided.</summary>
    public bool HasChanged => _events.Count > 0;

    /// <summary>Takes in what was decided.</summary>
    public void Add(IEnumerable<TaskEvent> events, EventMetadata metadata)
    {
        foreach (var @event in events)
        {
            _events.Add(@event);
            State = TaskEvolution.Evolve(State, @event, metadata);
        }
    }

    /// <summary>Its part of the append.</summary>
    public StreamAppend ToAppend() => new(StreamNames.Of(Id), CommittedVersion, [.. _events]);

    /// <summary>Its rows.</summary>
    public ImmutableArray<Statement> View() => TaskRows.Of(Committed, State!);

    /// <summary>As recorded.</summary>
    public TaskState? After(IEnumerable<RecordedEvent> recorded) => recorded
        .Where(one => one.Stored.Stream == StreamNames.Of(Id).Value)
        .Aggregate(Committed, (state, one) => TaskStreams.Evolve(state, one));
}

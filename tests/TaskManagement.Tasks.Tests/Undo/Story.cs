using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Tasks;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Undo;

/// <summary>A task's life as the log holds it: every act with the command that led to it.</summary>
internal sealed class Story
{
    private readonly List<RecordedEvent> _events = [];
    private int _commands;

    /// <summary>The task after it.</summary>
    public TaskState? Task { get; private set; }

    /// <summary>The events from the end.</summary>
    public ImmutableArray<RecordedEvent> NewestFirst => [.. Enumerable.Reverse(_events)];

    /// <summary>One more act; nothing where there are no events.</summary>
    public Story Then(params IEnumerable<TaskEvent> events) => Then(Ann, events);

    /// <summary>One more act, of someone, or of the system.</summary>
    public Story Then(UserId? actor, IEnumerable<TaskEvent> events)
    {
        var command = DerivedId.FromParts("story", $"{_commands++}");
        foreach (var @event in events)
        {
            Task = After(Task, @event);
            var stored = new StoredEvent(
                0, _events.Count + 1, "task-1", _events.Count + 1, @event.GetType().Name, "", command, actor?.Value,
                "api", null, Noon);
            _events.Add(new RecordedEvent(stored, @event));
        }

        return this;
    }
}

using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Relations;

/// <summary>The order of a list as an act is about to leave it.</summary>
/// <param name="stream">Its stream.</param>
/// <param name="committed">As the log has it.</param>
internal sealed class TaskOrderDraft(TaskOrderStream stream, TaskOrder committed)
{
    private readonly List<TaskOrderEvent> _events = [];
    private readonly long _committedVersion = committed.Version;

    /// <summary>With what has been decided so far.</summary>
    public TaskOrder State { get; private set; } = committed;

    /// <summary>Its part of the append; <c>null</c> where nothing changes.</summary>
    public Companion? ToCompanion() => _events.Count == 0 ? null : stream.Append(_committedVersion, _events);

    /// <summary>Takes in what was decided.</summary>
    public void Add(TaskOrderEvent @event)
    {
        _events.Add(@event);
        State = State.Evolve(@event);
    }
}

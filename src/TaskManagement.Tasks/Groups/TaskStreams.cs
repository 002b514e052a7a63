using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Relations;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Groups;

/// <summary>Folds tasks, and the order of their list, out of the log, for who decides over several of them.</summary>
internal sealed class TaskStreams(IEventLog log)
{
    private TaskOrderStream? _order;

    /// <summary>The order of a list as the log has it. That of the last list is kept, and read on from there.</summary>
    public async Task<TaskOrderDraft> ReadOrderAsync(ListId list)
    {
        if (_order?.List != list)
            _order = new TaskOrderStream(log, list);
        var stream = _order;
        return new TaskOrderDraft(stream, await stream.ReadAsync());
    }

    /// <summary>The task as the log has it; <c>null</c> before its first event.</summary>
    public async Task<TaskState?> ReadAsync(TaskId id)
    {
        var stream = StreamNames.Of(id);
        var snapshot = await log.ReadSnapshotAsync<TaskState>(stream, TaskState.SnapshotSchema);
        var tail = await log.ReadStreamAsync(stream, snapshot?.Version ?? 0);
        return tail.Aggregate(snapshot?.State, Evolve);
    }

    /// <summary>The task as a command left it, whether it changed it or not.</summary>
    public async Task<TaskState?> ReadAsync(TaskId id, CommandRecord command)
    {
        var events = await log.ReadStreamAsync(StreamNames.Of(id), until: ReadUntil.RecordedAt(command.At));
        var last = events.Length;
        while (last > 0 && events[last - 1].Stored.CommandId != command.Id.Value)
            last--;

        // Others may have written at the same instant; what the command itself wrote says where it ended.
        return (last == 0 ? events : events[..last]).Aggregate((TaskState?)null, Evolve);
    }

    /// <summary>One more event. Of a purged one nothing is known; what follows says what is left.</summary>
    public static TaskState? Evolve(TaskState? state, RecordedEvent recorded) => recorded.Event switch
    {
        TaskEvent @event => TaskEvolution.Evolve(state, @event, EventMetadata.Of(recorded)),
        Purged => null,
        _ => throw new InvalidOperationException(
            $"Event {recorded.Stored.Version} of {recorded.Stored.Stream}, {recorded.Stored.Type}, is not of a task."),
    };
}

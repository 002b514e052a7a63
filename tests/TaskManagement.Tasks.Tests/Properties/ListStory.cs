using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Lists.Acts;
using TaskManagement.Tasks.Undo;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Properties;

/// <summary>A list's life as the log holds it: every act with the command that led to it.</summary>
internal sealed class ListStory
{
    private readonly List<RecordedEvent> _events = [];
    private int _commands;

    /// <summary>The list after it.</summary>
    public ListState? List { get; private set; }

    /// <summary>One more act; nothing where there are no events.</summary>
    public ListStory Then(params IEnumerable<ListEvent> events)
    {
        var command = DerivedId.FromParts("list story", $"{_commands++}");
        foreach (var @event in events)
        {
            List = After(List, @event);
            var stored = new StoredEvent(
                0, _events.Count + 1, "list-1", _events.Count + 1, @event.GetType().Name, "", command, Ann.Value,
                "api", null, Noon);
            _events.Add(new RecordedEvent(stored, @event));
        }

        return this;
    }

    /// <summary>What taking back the last act, or that of a version, comes to.</summary>
    public Decision<ListEvent> Undo(long? version = null)
    {
        var act = PastAct.Find([.. Enumerable.Reverse(_events)], version);
        return act.Succeeded ? UndoListAct.Decide(List, act.Value) : act.Refusal;
    }
}

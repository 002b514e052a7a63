using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Tasks.Undo;

/// <summary>An act of the past: the events that one command wrote to a stream.</summary>
/// <param name="Events">In order.</param>
/// <param name="Later">What came after it and still holds, in order.</param>
internal sealed record PastAct(ImmutableArray<RecordedEvent> Events, ImmutableArray<RecordedEvent> Later)
{
    /// <summary>How far back an act is looked for.</summary>
    public const int EventsMax = 1_000;

    /// <summary>The version of its first event.</summary>
    public long FirstVersion => Events[0].Stored.Version;

    /// <summary>The version of its last event.</summary>
    public long LastVersion => Events[^1].Stored.Version;

    /// <summary>
    /// The act that a version belongs to; without one the last act that is neither taken back nor itself the taking
    /// back of another, so that undoing again and again leads further back.
    /// </summary>
    /// <param name="newestFirst">The stream's events from its end.</param>
    /// <param name="version">The version.</param>
    public static Result<PastAct> Find(ImmutableArray<RecordedEvent> newestFirst, long? version)
    {
        var later = new Stack<RecordedEvent>();
        var undone = new List<IUndoneEvent>();
        foreach (var act in Acts(newestFirst))
        {
            var takenBack = undone.Exists(one => one.FirstVersion <= act[0].Stored.Version
                && act[0].Stored.Version <= one.LastVersion);
            var undoes = act.Select(recorded => recorded.Event).OfType<IUndoneEvent>().FirstOrDefault();
            if (version is { } wanted ? Holds(act, wanted) : !takenBack && undoes is null && IsByAPerson(act))
                return takenBack ? UndoRefusals.AlreadyUndone : new PastAct(act, [.. later]);
            if (takenBack)
                continue;
            if (undoes is not null)
                undone.Add(undoes);
            else
                PushAll(later, act);
        }

        return version is null ? UndoRefusals.NothingToUndo : UndoRefusals.TooLongAgo;
    }

    /// <summary>The versions after it that changed a field, for people.</summary>
    /// <param name="changes">What an event changed.</param>
    /// <param name="field">The field.</param>
    public string LaterVersions(Func<IDomainEvent, ImmutableArray<FieldChange>> changes, string field)
    {
        var versions = Later
            .Where(recorded => recorded.Event is not Purged && changes(recorded.Event).Any(one => one.Field == field))
            .Select(recorded => recorded.Stored.Version)
            .ToArray();
        return versions.Length == 0 ? "later" : $"in version {string.Join(", ", versions)}";
    }

    private static IEnumerable<ImmutableArray<RecordedEvent>> Acts(ImmutableArray<RecordedEvent> newestFirst)
    {
        for (var start = 0; start < newestFirst.Length;)
        {
            var end = start + 1;
            while (end < newestFirst.Length
                && newestFirst[end].Stored.CommandId == newestFirst[start].Stored.CommandId)
                end++;

            // Where reading stopped amid an act, its first events are missing.
            if (newestFirst[end - 1].Stored.Version == 1 || end < newestFirst.Length)
                yield return [.. newestFirst[start..end].Reverse()];
            start = end;
        }
    }

    private static bool Holds(ImmutableArray<RecordedEvent> act, long version) =>
        act[0].Stored.Version <= version && version <= act[^1].Stored.Version;

    // What the system notes by itself, such as that a task is overdue, is no act that anyone wants back.
    private static bool IsByAPerson(ImmutableArray<RecordedEvent> act) => act[0].Stored.Actor is not null;

    private static void PushAll(Stack<RecordedEvent> later, ImmutableArray<RecordedEvent> act)
    {
        foreach (var recorded in act.Reverse())
            later.Push(recorded);
    }
}

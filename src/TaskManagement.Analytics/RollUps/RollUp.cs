using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Analytics.RollUps;

/// <summary>What an event adds to a user's numbers; what is taken back is negative.</summary>
/// <param name="Assigned">Tasks assigned to the user that exist.</param>
/// <param name="Completion">One of them done, or no longer.</param>
internal sealed record Change(UserId UserId, int Assigned, Completion? Completion);

/// <summary>A completion, counted where it happened: taking it back corrects the number of that time.</summary>
/// <param name="Count">1, or -1 to take it back.</param>
/// <param name="Slot">The quarter of an hour of the completion.</param>
/// <param name="Milliseconds">From creation to completion, with the sign of <paramref name="Count"/>.</param>
internal sealed record Completion(int Count, long Slot, long Milliseconds)
{
    /// <summary>One completion more.</summary>
    public static Completion Of(DateTimeOffset createdAt, DateTimeOffset completedAt) => new(
        1,
        QuarterHour.Of(completedAt),
        // A task that was imported done may claim to be younger than its completion.
        Math.Max(0, (long)(completedAt - createdAt).TotalMilliseconds));

    /// <summary>The same one less.</summary>
    public Completion Undone() => new(-Count, Slot, -Milliseconds);
}

/// <summary>
/// What every event means for the numbers. Each event carries the facts that it is counted with, so that this needs no
/// memory, and a sum over any order of whole histories is right.
/// </summary>
internal static class RollUp
{
    /// <summary>The changes that follow from an event.</summary>
    public static ImmutableArray<Change> Of(IDomainEvent @event) => @event switch
    {
        TaskCreated e => Changes(e.AssigneeId, 1, null),
        TaskAssigned e => Moved(e),
        TaskCompleted e => Changes(e.AssigneeId, 0, Completion.Of(e.CreatedAt, e.CompletedAt)),
        TaskReopened e => Changes(e.AssigneeId, 0, Done(e.OldStatus, e.CreatedAt, e.CompletedAt)?.Undone()),
        TaskDeleted e => Changes(e.AssigneeId, -1, Done(e.Status, e.CreatedAt, e.CompletedAt)?.Undone()),
        TaskRestored e => Changes(e.AssigneeId, 1, Done(e.Status, e.CreatedAt, e.CompletedAt)),
        // Other events touch neither who has a task nor whether it is done.
        _ => [],
    };

    /// <summary>A task that is done takes its completion along to whom it goes.</summary>
    private static ImmutableArray<Change> Moved(TaskAssigned e)
    {
        var completion = Done(e.Status, e.CreatedAt, e.CompletedAt);
        return
        [
            .. Changes(e.OldAssigneeId, -1, completion?.Undone()),
            .. Changes(e.NewAssigneeId, 1, completion),
        ];
    }

    private static Completion? Done(WorkStatus status, DateTimeOffset createdAt, DateTimeOffset? completedAt) =>
        status == WorkStatus.Done && completedAt is { } at ? Completion.Of(createdAt, at) : null;

    private static ImmutableArray<Change> Changes(UserId? user, int assigned, Completion? completion) =>
        user is { } id && (assigned != 0 || completion is not null) ? [new Change(id, assigned, completion)] : [];
}

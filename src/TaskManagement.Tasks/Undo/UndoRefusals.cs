using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Undo;

/// <summary>Why an act cannot be taken back.</summary>
internal static class UndoRefusals
{
    public static Refusal NothingToUndo { get; } = new(
        "undo_nothing_left", "There is no act left that could be taken back.", RefusalKind.Conflict);

    public static Refusal AlreadyUndone { get; } = new(
        "undo_already_done",
        "That act has been taken back already. To bring it back, take back the version that undid it.",
        RefusalKind.Conflict);

    public static Refusal TooLongAgo { get; } = Refusal.OfField(
        "version", $"is not among the last {PastAct.EventsMax} versions; give a later one");

    public static Refusal CannotBeUndone { get; } = new(
        "undo_impossible",
        "That act cannot be taken back, or its content has been removed for good.",
        RefusalKind.Conflict);

    /// <param name="other">The task that the act had to do with.</param>
    public static Refusal OtherGone(TaskId other) => new(
        "undo_impossible",
        $"The act has to do with task {other} too, which is gone, or which you may not change.",
        RefusalKind.Conflict);

    /// <param name="next">The occurrence that a completion made.</param>
    public static Refusal NextTouched(TaskId next) => Collides(ImmutableDictionary<string, string>.Empty.Add(
        "nextTaskId", $"names the next occurrence, {next}, which has been worked on"));

    /// <summary>Later changes stand in the way: taking the act back would lose them.</summary>
    /// <param name="fields">Per field when it was changed since.</param>
    public static Refusal Collides(ImmutableDictionary<string, string> fields) => new(
        "undo_collides",
        "It has been changed since: "
        + string.Join("; ", fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key} {field.Value}"))
        + ". Take that back first, or set the field by hand.",
        RefusalKind.Conflict,
        fields);
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Results;

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

    public static Refusal OfTwoTasks { get; } = new(
        "undo_impossible",
        "A relation is of two tasks, so it is not undone here: remove it, or relate the tasks again.",
        RefusalKind.Conflict);

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

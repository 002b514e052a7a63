using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Relations;

/// <summary>Why tasks are not related.</summary>
internal static class RelationRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("relation");

    public static Refusal OtherList { get; } = new(
        "relation_other_list",
        "Only tasks of one list block each other or have each other as subtasks. Move one of them to the other's list "
        + "first, or use relates_to.",
        RefusalKind.Conflict);

    public static Refusal Full { get; } = new(
        "task_relations_full",
        $"One of the tasks has {TaskBounds.RelationsMax} relations, the most that it can hold. Remove one first.",
        RefusalKind.Conflict);

    public static Refusal TooDeep { get; } = new(
        "subtasks_too_deep",
        $"There would be more than {TaskBounds.SubtaskLevelsMax} levels of tasks. Place it higher up.",
        RefusalKind.Conflict);

    public static Refusal TiedToList { get; } = new(
        "task_tied_to_list",
        "The task has a parent, subtasks, or tasks of its list that it blocks or waits for. Remove these relations "
        + "before it goes to another list.",
        RefusalKind.Conflict);

    public static Refusal NoOther(string field) => Refusal.OfField(field, "is no task that you may change");

    /// <param name="way">From the task that would come before itself back to it.</param>
    public static Refusal Cycle(IEnumerable<TaskId> way) => new(
        "relation_cycle",
        $"The tasks would form a circle: {string.Join(" → ", way)}. Remove one of these relations first.",
        RefusalKind.Conflict);
}

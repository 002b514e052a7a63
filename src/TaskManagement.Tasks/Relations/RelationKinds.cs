using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Tasks.Relations;

/// <summary>What the kinds of relations have to do with each other.</summary>
internal static class RelationKinds
{
    /// <summary>Whether it holds between tasks of one list alone, and must form no circle.</summary>
    public static bool IsOrdered(this RelationKind kind) =>
        kind is RelationKind.Blocks or RelationKind.BlockedBy or RelationKind.Parent or RelationKind.Subtask;

    /// <summary>Whether an edge of the order leads from the task that shows it to the other.</summary>
    public static bool LeadsOn(this RelationKind kind) => kind is RelationKind.Blocks or RelationKind.Subtask;
}

using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>The task stands to another one in this way. The other one's stream has the opposite.</summary>
[EventType("task.related.v1")]
public sealed record TaskRelated(TaskId TaskId, ListId ListId, RelationKind Kind, TaskId OtherId) : TaskEvent;

/// <summary>The task does not stand to another one in this way any more.</summary>
[EventType("task.unrelated.v1")]
public sealed record TaskUnrelated(TaskId TaskId, ListId ListId, RelationKind Kind, TaskId OtherId) : TaskEvent;

/// <summary>
/// Events of a list's order stream, <c>task-order-{list id}</c>: what must form no circle is written there too, so
/// that of two who would close one together, one is refused.
/// </summary>
public abstract record TaskOrderEvent : IDomainEvent;

/// <summary>A task comes before another one.</summary>
/// <param name="Kind">It blocks the other one, or has it as its subtask.</param>
[EventType("task_order.edge_added.v1")]
public sealed record TaskOrderEdgeAdded(ListId ListId, RelationKind Kind, TaskId FromId, TaskId ToId)
    : TaskOrderEvent;

/// <summary>A task does not come before another one any more.</summary>
[EventType("task_order.edge_removed.v1")]
public sealed record TaskOrderEdgeRemoved(ListId ListId, RelationKind Kind, TaskId FromId, TaskId ToId)
    : TaskOrderEvent;

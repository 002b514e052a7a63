using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Undo;

/// <summary>The opposite of each event of a task.</summary>
internal static class TaskOpposites
{
    /// <summary>
    /// The event that takes another back; <c>null</c> where none can.
    /// </summary>
    /// <param name="task">The task now.</param>
    /// <param name="event">What is to be taken back.</param>
    public static TaskEvent? Of(TaskState task, IDomainEvent @event) => @event switch
    {
        CommentEvent e => CommentOpposites.Of(task, e),
        TaskAttached e => TaskAttachments.Opposite(task, e),
        TaskDetached e => TaskAttachments.Opposite(task, e),
        TaskCreated => Deleted(task),
        TaskDetailsChanged e => new TaskDetailsChanged(task.Id, task.ListId, e.New, e.Old),
        TaskAssigned e => new TaskAssigned(
            task.Id, task.ListId, task.Title, e.NewAssigneeId, e.OldAssigneeId, task.Status, task.CreatedAt,
            task.CompletedAt),
        TaskStatusChanged e => new TaskStatusChanged(task.Id, task.ListId, e.NewStatus, e.OldStatus),
        TaskCompleted e => new TaskReopened(
            task.Id, task.ListId, WorkStatus.Done, e.OldStatus, task.AssigneeId, task.CreatedAt, task.CompletedAt,
            e.NextTaskId),
        TaskReopened e => new TaskCompleted(
            task.Id, task.ListId, task.Title, e.NewStatus, task.AssigneeId, task.CreatorId, task.CreatedAt,
            e.CompletedAt ?? task.CreatedAt, e.OldNextTaskId),
        TaskDeleted => new TaskRestored(
            task.Id, task.ListId, task.Status, task.AssigneeId, task.CreatedAt, task.CompletedAt),
        TaskRestored => Deleted(task),
        TaskArchived e => new TaskArchived(task.Id, task.ListId, e.NewArchived, e.OldArchived),
        TaskMoved e => new TaskMoved(
            task.Id, e.OldListId, e.ListId, e.NewSectionId, e.OldSectionId, e.NewPosition, e.OldPosition),
        _ => null,
    };

    /// <summary>
    /// Whether an event leaves nothing to take back in the task alone: what was told stays told, and relations are of
    /// two tasks.
    /// </summary>
    public static bool LeavesNothing(IDomainEvent @event) =>
        @event is TaskUndone or MentionedInComment or TaskRelated or TaskUnrelated;

    /// <summary>The fields of an event that are not any more as it left them.</summary>
    public static IEnumerable<string> Changed(TaskState task, IDomainEvent @event) => @event switch
    {
        TaskAttached e => One("attachment", task.Attachments.Exists(one => one.Id == e.AttachmentId)),
        TaskDetached e => One("attachment", !task.Attachments.Exists(one => one.Id == e.AttachmentId)),
        CommentEvent e => One("comment", CommentOpposites.IsAsLeft(task, e)),
        TaskDetailsChanged e => Differing(e.New, TaskDetailsOf(task)),
        TaskAssigned e => One("assigneeId", task.AssigneeId == e.NewAssigneeId),
        TaskStatusChanged e => One("status", task.Status == e.NewStatus),
        TaskCompleted e => One("status", task.Status == WorkStatus.Done && task.CompletedAt == e.CompletedAt),
        TaskReopened e => One("status", task.Status == e.NewStatus),
        TaskCreated or TaskRestored => One("deleted", !task.Deleted),
        TaskDeleted => One("deleted", task.Deleted),
        TaskArchived e => One("archived", task.Archived == e.NewArchived),
        TaskRelated e => One("relations", task.Relations.Contains(new(e.Kind, e.OtherId))),
        TaskUnrelated e => One("relations", !task.Relations.Contains(new(e.Kind, e.OtherId))),
        TaskMoved e =>
        [
            .. One("listId", task.ListId == e.ListId),
            .. One("sectionId", task.SectionId == e.NewSectionId),
            .. One("position", task.Position == e.NewPosition),
        ],
        _ => [],
    };

    private static TaskDeleted Deleted(TaskState task) =>
        new(task.Id, task.ListId, task.Status, task.AssigneeId, task.CreatedAt, task.CompletedAt);

    private static TaskDetails TaskDetailsOf(TaskState task) => new(
        task.Title,
        task.Description,
        task.Priority,
        task.StartDate,
        task.DueDate,
        task.DueTimeZone,
        task.Labels,
        task.Attributes,
        task.SectionId,
        task.Position,
        task.Schedule.Recurrence,
        task.Schedule.Reminders);

    private static IEnumerable<string> Differing(TaskDetails left, TaskDetails now) =>
    [
        .. Same("title", left.Title, now.Title),
        .. Same("description", left.Description, now.Description),
        .. Same("priority", left.Priority, now.Priority),
        .. Same("startDate", left.StartDate, now.StartDate),
        .. Same("dueDate", left.DueDate, now.DueDate),
        .. Same("dueTimeZone", left.DueTimeZone, now.DueTimeZone),
        .. One("labels", !left.Labels.HasValue || left.Labels.Value.SequenceEqual(now.Labels.Value)),
        .. One(
            "attributes",
            !left.Attributes.HasValue || AttributesJson.AreEqual(left.Attributes.Value, now.Attributes.Value)),
        .. Same("sectionId", left.SectionId, now.SectionId),
        .. Same("position", left.Position, now.Position),
        .. Same("recurrence", left.Recurrence, now.Recurrence),
        .. One(
            "reminders",
            !left.Reminders.HasValue || left.Reminders.Value.SequenceEqual(now.Reminders.Value)),
    ];

    private static IEnumerable<string> Same<T>(string field, Optional<T> left, Optional<T> now) =>
        One(field, !left.HasValue || EqualityComparer<T>.Default.Equals(left.Value, now.Value));

    private static IEnumerable<string> One(string field, bool isAsLeft) => isAsLeft ? [] : [field];
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.History;

namespace TaskManagement.Tasks.Tasks;

/// <summary>What each event of a task changed, field by field.</summary>
internal static class TaskHistory
{
    public static ImmutableArray<FieldChange> Changes(IDomainEvent @event) => @event switch
    {
        TaskCreated created => Made(created),
        TaskDetailsChanged changed => Changed(changed.Old, changed.New),
        TaskAssigned assigned => One("assigneeId", assigned.OldAssigneeId, assigned.NewAssigneeId),
        TaskStatusChanged changed => One("status", changed.OldStatus, changed.NewStatus),
        TaskCompleted done => new FieldChanges()
            .Add("status", done.OldStatus, WorkStatus.Done)
            .AddMade("completedAt", done.CompletedAt)
            .AddMade("nextTaskId", done.NextTaskId)
            .ToArray(),
        TaskReopened reopened => new FieldChanges()
            .Add("status", reopened.OldStatus, reopened.NewStatus)
            .Add("completedAt", reopened.CompletedAt, null)
            .Add("nextTaskId", reopened.OldNextTaskId, null)
            .ToArray(),
        CommentEvent comment => Changes(comment),
        TaskAttached e => One("attachment", null, File(e.AttachmentId, e.Name, e.Bytes, e.Sha256)),
        TaskDetached e => One("attachment", File(e.AttachmentId, e.Name, e.Bytes, e.Sha256), null),
        TaskDeleted => One("deleted", false, true),
        TaskPurged => One("purged", false, true),
        TaskRestored => One("deleted", true, false),
        TaskDueSoon => One("dueSoon", false, true),
        TaskOverdue => One("overdue", false, true),
        TaskReminded reminded => new FieldChanges().AddMade("reminder", reminded.Reminder).ToArray(),
        TaskArchived changed => One("archived", changed.OldArchived, changed.NewArchived),
        TaskRelated { Kind: RelationKind.Parent } related => One<object?>("parentId", null, related.OtherId),
        TaskUnrelated { Kind: RelationKind.Parent } related => One<object?>("parentId", related.OtherId, null),
        TaskRelated related => One("relations", null, new TaskRelation(related.Kind, related.OtherId)),
        TaskUnrelated related => One("relations", new TaskRelation(related.Kind, related.OtherId), null),
        TaskUndone undone => One("undoneVersions", null, new { undone.FirstVersion, undone.LastVersion }),
        TaskMoved moved => new FieldChanges()
            .Add("listId", moved.OldListId, moved.ListId)
            .Add("sectionId", moved.OldSectionId, moved.NewSectionId)
            .Add("position", moved.OldPosition, moved.NewPosition)
            .ToArray(),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is no event of a task."),
    };

    private static ImmutableArray<FieldChange> Changes(CommentEvent @event) => @event switch
    {
        TaskCommented e => One("comment", null, Comment(e.CommentId, e.Text)),
        TaskCommentEdited e => One("comment", Comment(e.CommentId, e.OldText), Comment(e.CommentId, e.NewText)),
        TaskCommentDeleted e => One("comment", Comment(e.CommentId, e.Text), null),
        TaskCommentRestored e => One("comment", null, Comment(e.CommentId, e.Text)),
        MentionedInComment e => One("mentions", null, new { e.CommentId, e.UserIds }),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is no event of a comment."),
    };

    private static object File(AttachmentId id, string name, long bytes, string sha256) =>
        new { id, name, bytes, sha256 };

    private static object Comment(CommentId id, string text) => new { id, text };

    private static ImmutableArray<FieldChange> Made(TaskCreated created) => new FieldChanges()
        .AddMade("listId", created.ListId)
        .AddMade("sectionId", created.SectionId)
        .AddMade("title", created.Title)
        .AddMade("description", created.Description)
        .AddMade("status", created.Status)
        .AddMade("priority", created.Priority)
        .AddMade("startDate", created.StartDate)
        .AddMade("dueDate", created.DueDate)
        .AddMade("dueTimeZone", created.DueTimeZone)
        .AddMade("assigneeId", created.AssigneeId)
        .AddMade("labels", created.Labels)
        .AddMade("attributes", created.Attributes)
        .AddMade("position", created.Position)
        .AddMade("archived", created.Archived)
        .AddMade("createdAt", created.CreatedAt)
        .AddMade("source", created.Source)
        .AddMade("recurrence", created.Recurrence)
        .AddMade("reminders", created.Reminders.IsDefault ? null : created.Reminders.ToList())
        .AddMade("previousTaskId", created.PreviousTaskId)
        .ToArray();

    private static ImmutableArray<FieldChange> Changed(TaskDetails old, TaskDetails @new) => new FieldChanges()
        .AddPresent("title", old.Title, @new.Title)
        .AddPresent("description", old.Description, @new.Description)
        .AddPresent("priority", old.Priority, @new.Priority)
        .AddPresent("startDate", old.StartDate, @new.StartDate)
        .AddPresent("dueDate", old.DueDate, @new.DueDate)
        .AddPresent("dueTimeZone", old.DueTimeZone, @new.DueTimeZone)
        .AddPresent("labels", old.Labels, @new.Labels)
        .AddPresent("attributes", old.Attributes, @new.Attributes)
        .AddPresent("sectionId", old.SectionId, @new.SectionId)
        .AddPresent("position", old.Position, @new.Position)
        .AddPresent("recurrence", old.Recurrence, @new.Recurrence)
        .AddPresent("reminders", old.Reminders, @new.Reminders)
        .ToArray();

    private static ImmutableArray<FieldChange> One<T>(string field, T old, T @new) =>
        new FieldChanges().Add(field, old, @new).ToArray();
}

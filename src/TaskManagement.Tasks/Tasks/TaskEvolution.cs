using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks.Scheduling;
using TaskManagement.Tasks.Trash;

namespace TaskManagement.Tasks.Tasks;

/// <summary>The fold of a task's stream.</summary>
internal static class TaskEvolution
{
    /// <summary>The state after one more event. It knows every event, and throws for one that cannot follow.</summary>
    public static TaskState Evolve(TaskState? state, TaskEvent @event, EventMetadata metadata)
    {
        if (@event is TaskPurged purged)
            return PurgedTask.Of(purged, metadata);
        var version = (state?.Version ?? 0) + 1;
        var next = (state, @event) switch
        {
            (null, TaskCreated created) => Make(created),
            ({ } task, TaskDetailsChanged changed) => Merge(task, changed.New),
            ({ } task, TaskAssigned assigned) => task with { AssigneeId = assigned.NewAssigneeId },
            ({ } task, TaskStatusChanged changed) => task with { Status = changed.NewStatus },
            ({ } task, TaskCompleted done) => Complete(task, done),
            ({ } task, TaskReopened reopened) => Reopen(task, reopened),
            ({ } task, TaskAttached attached) => TaskAttachments.With(task, attached),
            ({ } task, TaskDetached detached) => TaskAttachments.Without(task, detached),
            ({ } task, CommentEvent comment) => CommentEvolution.Evolve(task, comment, metadata, version),
            ({ } task, TaskDueSoon) => task with { Schedule = task.Schedule with { DueSoonRaised = true } },
            ({ } task, TaskOverdue) => task with { Schedule = task.Schedule with { OverdueRaised = true } },
            ({ } task, TaskReminded raised) => task with
            {
                Schedule = task.Schedule with { Reminded = task.Schedule.Reminded.Add(raised.Reminder) },
            },
            ({ } task, TaskDeleted) => task with { DeletedAt = metadata.At },
            ({ } task, TaskRestored) => task with { DeletedAt = null },
            ({ } task, TaskUndone) => task,
            ({ } task, TaskRelated e) => task with { Relations = task.Relations.Add(new(e.Kind, e.OtherId)) },
            ({ } task, TaskUnrelated e) => task with { Relations = task.Relations.Remove(new(e.Kind, e.OtherId)) },
            ({ } task, TaskArchived changed) => task with { Archived = changed.NewArchived },
            ({ } task, TaskMoved moved) => task with
            {
                ListId = moved.ListId, SectionId = moved.NewSectionId, Position = moved.NewPosition,
            },
            _ => throw new InvalidOperationException(
                $"{@event.GetType().Name} cannot be event {version} of the stream of task {state?.Id}."),
        };
        return next with { UpdatedAt = metadata.At, Version = version };
    }

    private static TaskState Make(TaskCreated created) => new(
        created.TaskId,
        created.ListId,
        created.SectionId,
        created.Title,
        created.Description,
        created.Status,
        created.Priority,
        created.StartDate,
        created.DueDate,
        created.DueTimeZone,
        created.AssigneeId,
        created.CreatorId,
        created.Labels,
        created.Attributes,
        created.Position,
        created.Archived,
        DeletedAt: null,
        Comments: [],
        created.Source,
        created.CreatedAt,
        UpdatedAt: created.CreatedAt,
        CompletedAt: null,
        Version: 0)
    {
        Schedule = new TaskSchedule
        {
            Recurrence = created.Recurrence,
            Reminders = created.Reminders.IsDefault ? [] : created.Reminders,
            SkippedTimes = created.SkippedTimes,
        },
    };

    private static TaskState Complete(TaskState task, TaskCompleted done) => task with
    {
        Status = WorkStatus.Done,
        CompletedAt = done.CompletedAt,
        Schedule = task.Schedule with { NextTaskId = done.NextTaskId ?? task.Schedule.NextTaskId },
    };

    private static TaskState Reopen(TaskState task, TaskReopened reopened) => task with
    {
        Status = reopened.NewStatus,
        CompletedAt = null,
        Schedule = reopened.OldNextTaskId is null ? task.Schedule : task.Schedule with { NextTaskId = null },
    };

    private static TaskState Merge(TaskState task, TaskDetails details) => task with
    {
        Title = details.Title.Or(task.Title),
        Description = details.Description.Or(task.Description),
        Priority = details.Priority.Or(task.Priority),
        StartDate = details.StartDate.Or(task.StartDate),
        DueDate = details.DueDate.Or(task.DueDate),
        DueTimeZone = details.DueTimeZone.Or(task.DueTimeZone),
        Labels = details.Labels.Or(task.Labels),
        Attributes = details.Attributes.Or(task.Attributes),
        SectionId = details.SectionId.Or(task.SectionId),
        Position = details.Position.Or(task.Position),
        Schedule = task.Schedule.After(details),
    };
}

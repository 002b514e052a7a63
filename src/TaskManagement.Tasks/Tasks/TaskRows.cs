using System.Collections.Immutable;
using System.Text.Json;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Queries;
using TaskManagement.Tasks.Queries.Search;
using TaskManagement.Tasks.Tasks.Scheduling;
using TaskManagement.Tasks.Trash;

namespace TaskManagement.Tasks.Tasks;

/// <summary>
/// The rows of a task in the read model, whoever writes them. A deleted task has none but those that tell of its past.
/// </summary>
internal static class TaskRows
{
    /// <summary>Writes the row of a task.</summary>
    public const string UpsertSql = """
        INSERT INTO tasks (
            task_id, list_id, section_id, title, description, status, priority, start_date, due_date, due_time_zone,
            due_at, assignee_id, creator_id, labels, attributes, position, archived, comment_count, source_system,
            source_id, created_at, updated_at, completed_at, version, title_folded,
            start_at, schedule, parent_id, relations)
        VALUES (
            @p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18,
            @p19, @p20, @p21, @p22, @p23, @p24, @p25, @p26, @p27, @p28)
        ON CONFLICT (task_id) DO UPDATE SET
            list_id = excluded.list_id, section_id = excluded.section_id, title = excluded.title,
            description = excluded.description, status = excluded.status, priority = excluded.priority,
            start_date = excluded.start_date, due_date = excluded.due_date, due_time_zone = excluded.due_time_zone,
            due_at = excluded.due_at, assignee_id = excluded.assignee_id, creator_id = excluded.creator_id,
            labels = excluded.labels, attributes = excluded.attributes, position = excluded.position,
            archived = excluded.archived, comment_count = excluded.comment_count,
            source_system = excluded.source_system, source_id = excluded.source_id,
            created_at = excluded.created_at, updated_at = excluded.updated_at, completed_at = excluded.completed_at,
            version = excluded.version, title_folded = excluded.title_folded, start_at = excluded.start_at,
            schedule = excluded.schedule, parent_id = excluded.parent_id, relations = excluded.relations
        """;

    /// <summary>Writes what is searched of it.</summary>
    public const string UpsertDocumentSql = """
        INSERT INTO task_documents (task_id, document_id, title, description, comments, comments_text)
        VALUES (@p0, 0, @p1, @p2, @p3, @p4)
        ON CONFLICT (task_id) DO UPDATE SET
            title = excluded.title, description = excluded.description, comments = excluded.comments,
            comments_text = excluded.comments_text
        """;

    private const string DeleteSql = "DELETE FROM tasks WHERE task_id = @p0";
    private const string DeleteDocumentSql = "DELETE FROM task_documents WHERE task_id = @p0";

    /// <summary>What an append that leads to this state writes.</summary>
    public static ImmutableArray<Statement> Of(TaskState task) => Of(null, task);

    /// <summary>
    /// What an append that leads from one state to the other writes. Most acts leave the words of a task as they are,
    /// and those are the larger part of what a task costs to write.
    /// </summary>
    public static ImmutableArray<Statement> Of(TaskState? before, TaskState task)
    {
        if (task.Purged)
            return [.. Gone(task), .. PurgedTask.Rows(task)];
        ImmutableArray<Statement> beside = [.. SignalRows.Of(before, task), .. TrashRows.Of(before, task)];
        if (task.Deleted)
            return [.. Gone(task), .. beside];
        return before is { Deleted: false } && SearchDocument.IsSame(before, task)
            ? [Upsert(task), .. AttachmentRows.Of(before, task), .. beside]
            : [Upsert(task), Document(task), .. AttachmentRows.Of(before, task), .. beside];
    }

    private static ImmutableArray<Statement> Gone(TaskState task) =>
        [new Statement(DeleteSql, task.Id.Value), new Statement(DeleteDocumentSql, task.Id.Value)];

    private static Statement Document(TaskState task)
    {
        var document = SearchDocument.Of(task);
        return new Statement(
            UpsertDocumentSql,
            task.Id.Value,
            document.Title,
            document.Description,
            document.Comments,
            document.CommentsText);
    }

    private static Statement Upsert(TaskState task) => new(
        UpsertSql,
        task.Id.Value,
        task.ListId.Value,
        task.SectionId?.Value,
        task.Title,
        task.Description,
        WorkStatusText.Of(task.Status),
        task.Priority,
        task.StartDate?.ToString(),
        task.DueDate?.ToString(),
        task.DueTimeZone,
        DueInstant.Of(task.DueDate, task.DueTimeZone),
        task.AssigneeId?.Value,
        task.CreatorId.Value,
        JsonSerializer.Serialize(task.Labels),
        task.Attributes?.Value,
        task.Position,
        task.Archived,
        task.Comments.Count,
        task.Source?.System,
        task.Source?.Id,
        task.CreatedAt,
        task.UpdatedAt,
        task.CompletedAt,
        task.Version,
        SearchText.Fold(task.Title),
        DueInstant.Of(task.StartDate, task.DueTimeZone),
        ScheduleText.Of(task.Schedule),
        task.ParentId?.Value,
        JsonSerializer.Serialize(task.Relations));
}

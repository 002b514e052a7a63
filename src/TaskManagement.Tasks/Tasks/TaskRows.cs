using System.Collections.Immutable;
using System.Text.Json;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Queries;

namespace TaskManagement.Tasks.Tasks;

/// <summary>The row of a task in the read model. A deleted task has none.</summary>
internal static class TaskRows
{
    private const string UpsertSql = """
        INSERT INTO tasks (
            task_id, list_id, section_id, title, description, status, priority, start_date, due_date, due_time_zone,
            due_at, assignee_id, creator_id, labels, attributes, position, archived, comment_count, source_system,
            source_id, created_at, updated_at, completed_at, version, title_folded, search)
        VALUES (
            @p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18,
            @p19, @p20, @p21, @p22, @p23, @p24, @p25)
        ON CONFLICT (task_id) DO UPDATE SET
            list_id = excluded.list_id, section_id = excluded.section_id, title = excluded.title,
            description = excluded.description, status = excluded.status, priority = excluded.priority,
            start_date = excluded.start_date, due_date = excluded.due_date, due_time_zone = excluded.due_time_zone,
            due_at = excluded.due_at, assignee_id = excluded.assignee_id, creator_id = excluded.creator_id,
            labels = excluded.labels, attributes = excluded.attributes, position = excluded.position,
            archived = excluded.archived, comment_count = excluded.comment_count,
            source_system = excluded.source_system, source_id = excluded.source_id,
            created_at = excluded.created_at, updated_at = excluded.updated_at, completed_at = excluded.completed_at,
            version = excluded.version, title_folded = excluded.title_folded, search = excluded.search
        """;

    private const string DeleteSql = "DELETE FROM tasks WHERE task_id = @p0";

    /// <summary>What an append that leads to this state writes.</summary>
    public static ImmutableArray<Statement> Of(TaskState task) =>
        [task.Deleted ? new Statement(DeleteSql, task.Id.Value) : Upsert(task)];

    private static Statement Upsert(TaskState task)
    {
        var title = SearchText.Fold(task.Title);
        return new Statement(
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
            Statement.RecordedAt,
            task.CompletedAt,
            task.Version,
            title,
            $"{title}\n{SearchText.Fold(task.Description)}");
    }
}

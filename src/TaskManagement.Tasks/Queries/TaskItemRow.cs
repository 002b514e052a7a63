using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Scheduling;

namespace TaskManagement.Tasks.Queries;

/// <summary>A task as clients see it, read from its row.</summary>
internal static class TaskItemRow
{
    /// <summary>The columns, in the order of <see cref="Read"/>, of a table <c>t</c>.</summary>
    public const string Columns = """
        t.task_id, t.list_id, t.section_id, t.title, t.description, t.status, t.priority, t.start_date, t.due_date,
            t.due_time_zone, t.assignee_id, t.creator_id, t.labels, t.attributes, t.position, t.archived,
            t.comment_count, t.source_system, t.source_id, t.created_at, t.updated_at, t.completed_at, t.version,
            t.parent_id, t.relations, t.schedule,
            CASE WHEN t.relations = '[]' THEN 0 ELSE (
                SELECT count(*) FROM tasks c WHERE c.list_id = t.list_id AND c.parent_id = t.task_id) END,
            CASE WHEN t.relations = '[]' THEN 0 ELSE (
                SELECT count(*) FROM tasks c
                WHERE c.list_id = t.list_id AND c.parent_id = t.task_id AND c.status = 'done') END
        """;

    /// <summary>How many columns that are.</summary>
    public const int Count = 28;

    /// <summary>The task of the reader's current row.</summary>
    public static TaskItem Read(DbDataReader row) => Read(row, ScheduleText.Parse(row.TextOrNull(25)));

    private static TaskItem Read(DbDataReader row, ScheduleText schedule) => new(
        new TaskId(row.Uuid(0)),
        new ListId(row.Uuid(1)),
        row.UuidOrNull(2) is { } section ? new SectionId(section) : null,
        row.GetString(3),
        row.GetString(4),
        WorkStatusText.Parse(row.GetString(5)),
        row.GetInt32(6),
        Date(row, 7),
        Date(row, 8),
        row.TextOrNull(9),
        row.UuidOrNull(10) is { } assignee ? new UserId(assignee) : null,
        new UserId(row.Uuid(11)),
        JsonSerializer.Deserialize<ImmutableArray<LabelId>>(row.GetString(12)),
        row.TextOrNull(13) is { } attributes ? new JsonText(attributes) : null,
        row.GetString(14),
        row.GetBoolean(15),
        row.GetInt32(16),
        row.TextOrNull(17) is { } system ? new ImportSource(system, row.GetString(18)) : null,
        row.Instant(19),
        row.Instant(20),
        row.InstantOrNull(21),
        row.GetInt64(22),
        schedule.Recurrence,
        schedule.Reminders,
        schedule.NextTaskId)
    {
        ParentId = row.UuidOrNull(23) is { } parent ? new TaskId(parent) : null,
        Relations = JsonSerializer.Deserialize<ImmutableArray<TaskRelation>>(row.GetString(24)),
        Subtasks = row.GetInt64(26) is var subtasks and > 0
            ? new SubtaskCounts((int)subtasks, (int)row.GetInt64(27))
            : null,
    };

    private static TaskDate? Date(DbDataReader row, int column) => row.TextOrNull(column) is not { } text
        ? null
        : TaskDate.TryParse(text, out var date)
            ? date
            : throw new FormatException($"Column {column} holds '{text}', which is no date.");
}

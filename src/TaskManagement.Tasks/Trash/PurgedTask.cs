using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Trash;

/// <summary>What is left of a task that was removed for good: that it was, and in which list.</summary>
internal static class PurgedTask
{
    private const string DeleteBlobsSql = "DELETE FROM task_blobs WHERE task_id = @p0";
    private const string DeleteTrashSql = "DELETE FROM task_trash WHERE task_id = @p0";
    private const string DeleteSpansSql = "DELETE FROM task_list_spans WHERE task_id = @p0";
    private const string DeleteSignalsSql = "DELETE FROM task_signals WHERE task_id = @p0";

    /// <summary>It follows from the event alone, for whoever folds has nothing else.</summary>
    public static TaskState Of(TaskPurged purged, EventMetadata metadata) => new(
        purged.TaskId,
        purged.ListId,
        SectionId: null,
        Title: "",
        Description: "",
        WorkStatus.Todo,
        Priority: 0,
        StartDate: null,
        DueDate: null,
        DueTimeZone: null,
        AssigneeId: null,
        CreatorId: default,
        Labels: [],
        Attributes: null,
        Position: "",
        Archived: false,
        DeletedAt: metadata.At,
        Comments: [],
        Source: null,
        CreatedAt: metadata.At,
        UpdatedAt: metadata.At,
        CompletedAt: null,
        Version: purged.ThroughVersion + 1)
    {
        Purged = true,
    };

    /// <summary>
    /// It has no rows, so that its files are nobody's, but one until its grain and the database's files know nothing
    /// of it either.
    /// </summary>
    public static ImmutableArray<Statement> Rows(TaskState task) =>
    [
        new Statement(DeleteBlobsSql, task.Id.Value),
        new Statement(DeleteTrashSql, task.Id.Value),
        new Statement(DeleteSpansSql, task.Id.Value),
        new Statement(DeleteSignalsSql, task.Id.Value),
        Purges.Begin(Purges.TaskKind, task.Id.Value),
    ];
}

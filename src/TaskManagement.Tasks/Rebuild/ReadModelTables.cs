using System.Collections.Immutable;
using TaskManagement.Tasks.Feeds;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Scheduling;
using TaskManagement.Tasks.Trash;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>
/// The tables that follow from the streams of tasks, lists and feeds: all of this context's but <c>due_lead_times</c>,
/// which a consumer keeps, and what is left to be done: <c>read_model_rebuilds</c> and <c>trash_purges</c>. What a
/// database makes of them by itself follows them.
/// </summary>
internal static class ReadModelTables
{
    private const string TaskId = "task_id";
    private const string ListId = "list_id";

    private const string TaskColumns = """
        task_id, list_id, section_id, title, description, status, priority, start_date, due_date, due_time_zone,
        due_at, assignee_id, creator_id, labels, attributes, position, archived, comment_count, source_system,
        source_id, created_at, updated_at, completed_at, version, title_folded, start_at, schedule, parent_id,
        relations
        """;

    private const string ListColumns =
        "list_id, name, description, owner_id, created_at, updated_at, version, name_folded, archived";

    /// <summary>All of them; those of a category in the order in which appends write them.</summary>
    public static ImmutableArray<ReadModelTable> All { get; } =
    [
        OfList("lists", ListColumns, ListRows.UpsertSql),
        OfList("list_members", "list_id, user_id, role", ListRows.UpsertMemberSql),
        OfList("list_sections", "list_id, section_id, name_folded, ordinal", ListRows.UpsertSectionSql),
        OfList("list_labels", "list_id, label_id, name_folded", ListRows.UpsertLabelSql),
        OfList("list_trash", "list_id, name, owner_id, deleted_at", ListRows.TrashSql),
        OfTask("tasks", TaskColumns, TaskRows.UpsertSql),
        OfTask(
            "task_documents",
            "task_id, title, description, comments, comments_text",
            TaskRows.UpsertDocumentSql),
        OfTask("task_blobs", "blob_key, task_id", AttachmentRows.InsertSql),
        OfTask("task_signals", "task_id, kind, at, user_id, share", SignalRows.UpsertSql),
        OfTask("task_trash", "task_id, list_id, title, deleted_at", TrashRows.TrashSql),
        OfTask("task_list_spans", "list_id, task_id, version, from_at, until_at", TaskReplay.InsertSpanSql),
        new(
            "feeds",
            StreamNames.FeedsCategory,
            "user_id",
            "secret_hash, feed_id, list_id, user_id",
            FeedRows.InsertSql),
    ];

    private static ReadModelTable OfTask(string name, string columns, string insert) =>
        new(name, StreamNames.TaskCategory, TaskId, columns, insert);

    private static ReadModelTable OfList(string name, string columns, string insert) =>
        new(name, StreamNames.ListCategory, ListId, columns, insert);
}

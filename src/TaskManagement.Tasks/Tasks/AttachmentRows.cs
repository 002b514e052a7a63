using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Tasks;

/// <summary>
/// Which content belongs to a task, attached now or once: as long as the task can bring an attachment back, its content
/// stays. What has no row here is nobody's.
/// </summary>
internal static class AttachmentRows
{
    /// <summary>Writes the row of content.</summary>
    public const string InsertSql = """
        INSERT INTO task_blobs (blob_key, task_id) VALUES (@p0, @p1) ON CONFLICT (blob_key) DO NOTHING
        """;

    /// <summary>What an append that leads from one state to the other writes.</summary>
    public static IEnumerable<Statement> Of(TaskState? before, TaskState task) => task.Attachments
        .Except(before?.Attachments ?? [])
        .Select(attachment => new Statement(InsertSql, attachment.BlobKey, task.Id.Value));
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Notifications.Rules;

/// <summary>Fills the inboxes.</summary>
internal sealed class NotificationConsumer : IRowConsumer
{
    // A consumer that starts over meets what it wrote before.
    private const string InsertSql = """
        INSERT INTO notifications
            (partition, notification_id, user_id, type, task_id, list_id, actor_id, title, at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
        ON CONFLICT (partition, notification_id) DO NOTHING
        """;

    // All of a task's notifications follow from its stream, hence they are this partition's.
    private const string DeleteReadsOfTaskSql = """
        DELETE FROM notification_reads WHERE (user_id, notification_id) IN (
            SELECT user_id, notification_id FROM notifications WHERE task_id = @p0 AND partition = @p1)
        """;

    private const string DeleteOfTaskSql = "DELETE FROM notifications WHERE task_id = @p0 AND partition = @p1";

    /// <inheritdoc/>
    public string Name => "notifications";

    /// <inheritdoc/>
    public ImmutableArray<Statement> Rows(RecordedEvent recorded)
    {
        if (recorded.Event is TaskPurged purged)
            return TakeOut(purged, recorded.Stored.Partition);
        return [.. NotificationRules.Decide(Name, recorded).Select(Insert)];
    }

    /// <summary>They hold the title of what was removed for good.</summary>
    private static ImmutableArray<Statement> TakeOut(TaskPurged purged, int partition) =>
    [
        new Statement(DeleteReadsOfTaskSql, purged.TaskId.Value, partition),
        new Statement(DeleteOfTaskSql, purged.TaskId.Value, partition),
    ];

    private static Statement Insert(Notification notification) => new(
        InsertSql,
        notification.Partition,
        notification.Id.Value,
        notification.UserId.Value,
        notification.Type,
        notification.TaskId.Value,
        notification.ListId.Value,
        notification.ActorId?.Value,
        notification.Title,
        notification.At);
}

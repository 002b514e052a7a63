using System.Collections.Immutable;
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

    /// <inheritdoc/>
    public string Name => "notifications";

    /// <inheritdoc/>
    public ImmutableArray<Statement> Rows(RecordedEvent recorded) =>
        [.. NotificationRules.Decide(Name, recorded).Select(Insert)];

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

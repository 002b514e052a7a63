using System.Collections.Immutable;
using System.Data.Common;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Notifications.Inbox;

/// <summary>A notification with its read mark.</summary>
internal sealed record InboxRow(
    NotificationId Id,
    string Type,
    TaskId TaskId,
    ListId ListId,
    UserId? ActorId,
    string Title,
    DateTimeOffset At,
    DateTimeOffset? ReadAt);

/// <summary>The rows of inboxes.</summary>
internal sealed class InboxRows(IDatabase database)
{
    private const string PageSql = """
        SELECT n.notification_id, n.type, n.task_id, n.list_id, n.actor_id, n.title, n.at, r.at
        FROM notifications n
        LEFT JOIN notification_reads r ON r.user_id = n.user_id AND r.notification_id = n.notification_id
        WHERE n.user_id = @p0 AND (n.at, n.notification_id) < (@p1, @p2)
        ORDER BY n.at DESC, n.notification_id DESC
        LIMIT @p3
        """;

    private const string OneSql = """
        SELECT n.notification_id, n.type, n.task_id, n.list_id, n.actor_id, n.title, n.at, r.at
        FROM notifications n
        LEFT JOIN notification_reads r ON r.user_id = n.user_id AND r.notification_id = n.notification_id
        WHERE n.user_id = @p0 AND n.notification_id = @p1
        """;

    private const string UnreadSql = """
        SELECT count(*)
        FROM notifications n
        WHERE n.user_id = @p0 AND NOT EXISTS (
            SELECT 1 FROM notification_reads r
            WHERE r.user_id = n.user_id AND r.notification_id = n.notification_id)
        """;

    private const string MarkOneSql = """
        INSERT INTO notification_reads (user_id, notification_id, at, command_id) VALUES (@p0, @p1, @p2, @p3)
        ON CONFLICT (user_id, notification_id) DO NOTHING
        """;

    private const string MarkAllSql = """
        INSERT INTO notification_reads (user_id, notification_id, at, command_id)
        SELECT n.user_id, n.notification_id, @p1, @p2 FROM notifications n WHERE n.user_id = @p0
        ON CONFLICT (user_id, notification_id) DO NOTHING
        """;

    private const string BeginSql = """
        INSERT INTO inbox_commands (user_id, command_id, marked, at) VALUES (@p0, @p1, 0, @p2)
        ON CONFLICT (user_id, command_id) DO NOTHING
        """;

    /// <summary>Counts what was marked, not what is to be: between two statements more may arrive.</summary>
    private const string EndSql = """
        UPDATE inbox_commands
        SET marked = (SELECT count(*) FROM notification_reads r WHERE r.user_id = @p0 AND r.command_id = @p1)
        WHERE user_id = @p0 AND command_id = @p1
        """;

    private const string MarkedSql = "SELECT marked FROM inbox_commands WHERE user_id = @p0 AND command_id = @p1";

    /// <summary>Notifications older than a place, newest first.</summary>
    public Task<ImmutableArray<InboxRow>> PageAsync(UserId user, InboxPlace after, int limit) =>
        database.ReadAsync(new Statement(PageSql, user.Value, after.At, after.Id.Value, limit), Row);

    /// <summary>One of a user's notifications.</summary>
    public async Task<InboxRow?> FindAsync(UserId user, NotificationId id) =>
        (await database.ReadAsync(new Statement(OneSql, user.Value, id.Value), Row)).SingleOrDefault();

    /// <summary>How many a user has not read.</summary>
    public Task<int> CountUnreadAsync(UserId user) => CountAsync(new Statement(UnreadSql, user.Value));

    /// <summary>Marks one as read; a mark that is there stays.</summary>
    public Task MarkAsync(UserId user, NotificationId id, CommandContext context) =>
        database.WriteAsync([new Statement(MarkOneSql, user.Value, id.Value, context.At, context.Id.Value)]);

    /// <summary>Marks all as read; answers how many this command marked, also when it is repeated.</summary>
    public async Task<int> MarkAllAsync(UserId user, CommandContext context)
    {
        // A command that is there already is fenced off, and marks nothing that came since.
        await database.WriteAsync(
        [
            new Statement(BeginSql, user.Value, context.Id.Value, context.At) { ExpectedRows = 1 },
            new Statement(MarkAllSql, user.Value, context.At, context.Id.Value),
            new Statement(EndSql, user.Value, context.Id.Value),
        ]);
        return await CountAsync(new Statement(MarkedSql, user.Value, context.Id.Value));
    }

    private async Task<int> CountAsync(Statement query) =>
        (int)(await database.ReadAsync(query, row => row.GetInt64(0))).Single();

    private static InboxRow Row(DbDataReader row) => new(
        new NotificationId(row.Uuid(0)),
        row.GetString(1),
        new TaskId(row.Uuid(2)),
        new ListId(row.Uuid(3)),
        row.UuidOrNull(4) is { } actor ? new UserId(actor) : null,
        row.GetString(5),
        row.Instant(6),
        row.InstantOrNull(7));
}

using TaskManagement.Contracts.Notifications;

namespace TaskManagement.Notifications.Inbox;

/// <summary>Puts a notification into words, in English. Names come in when it is read, and are never stored.</summary>
internal static class NotificationText
{
    /// <summary>What stands for someone whose account is gone.</summary>
    public const string DeletedUser = "deleted user";

    /// <summary>A notification as its reader sees it.</summary>
    /// <param name="row">The notification.</param>
    /// <param name="actor">The actor's name; <c>null</c> for the system.</param>
    public static NotificationView Render(InboxRow row, string? actor)
    {
        var (title, text) = Words(row, actor ?? "the system");
        return new NotificationView(
            row.Id, row.Type, row.TaskId, row.ListId, row.ActorId, title, text, row.At, row.ReadAt);
    }

    private static (string Title, string Text) Words(InboxRow row, string actor) => row.Type switch
    {
        NotificationTypes.TaskAssigned => ($"“{row.Title}” was assigned to you", $"Assigned by {actor}."),
        NotificationTypes.TaskCompleted => ($"“{row.Title}” is done", $"Completed by {actor}."),
        NotificationTypes.Mentioned => (
            $"You were mentioned in “{row.Title}”", $"Mentioned by {actor} in a comment."),
        var type => throw new InvalidOperationException($"Notification {row.Id} has the unknown type '{type}'."),
    };
}

using TaskManagement.Contracts.Values;

namespace TaskManagement.Notifications;

/// <summary>Kinds of notifications, as clients see them.</summary>
internal static class NotificationTypes
{
    /// <summary>Someone gave the user a task.</summary>
    public const string TaskAssigned = "task_assigned";

    /// <summary>Someone completed a task that the user made.</summary>
    public const string TaskCompleted = "task_completed";

    /// <summary>Someone named the user in a comment.</summary>
    public const string Mentioned = "mentioned";
}

/// <summary>A notification as it is stored. It names people by their ids; names are rendered on read.</summary>
/// <param name="Partition">That of the event; its rows belong to that consumer alone.</param>
/// <param name="Title">The task's title at that time.</param>
internal sealed record Notification(
    int Partition,
    NotificationId Id,
    UserId UserId,
    string Type,
    TaskId TaskId,
    ListId ListId,
    UserId? ActorId,
    string Title,
    DateTimeOffset At);

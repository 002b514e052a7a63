using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Notifications.Rules;

/// <summary>
/// Who is told of what. Nobody is told of an own act, and nobody of an import: moving a board in is not a hundred
/// pieces of news.
/// </summary>
internal static class NotificationRules
{
    private const string Import = "import";

    /// <summary>The notification that follows from an event; <c>null</c> where none does.</summary>
    /// <param name="consumer">Whose effect it is; with the event it gives the id.</param>
    /// <param name="recorded">The event.</param>
    public static Notification? Decide(string consumer, RecordedEvent recorded)
    {
        var (stored, @event) = recorded;
        if (stored.Origin == Import || Addressed(@event) is not { } news || news.To == default)
            return null;
        if (news.To.Value == stored.Actor)
            return null;
        return new Notification(
            stored.Partition,
            new NotificationId(EffectId.Of(consumer, stored)),
            news.To,
            news.Type,
            news.TaskId,
            news.ListId,
            stored.Actor is { } actor ? new UserId(actor) : null,
            news.Title,
            stored.At);
    }

    private static News? Addressed(object @event) => @event switch
    {
        TaskCreated { AssigneeId: { } assignee } created =>
            new(assignee, NotificationTypes.TaskAssigned, created.TaskId, created.ListId, created.Title),
        TaskAssigned { NewAssigneeId: { } assignee } assigned =>
            new(assignee, NotificationTypes.TaskAssigned, assigned.TaskId, assigned.ListId, assigned.Title),
        TaskCompleted completed => new(
            completed.CreatorId, NotificationTypes.TaskCompleted, completed.TaskId, completed.ListId, completed.Title),
        // A comment does not say whose task it is on, and most events are no news to anyone.
        _ => null,
    };

    private sealed record News(UserId To, string Type, TaskId TaskId, ListId ListId, string Title);
}

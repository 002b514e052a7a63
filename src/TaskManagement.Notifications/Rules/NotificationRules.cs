using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
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

    /// <summary>The notifications that follow from an event; mostly none.</summary>
    /// <param name="consumer">Whose effect it is; with the event it gives the ids.</param>
    /// <param name="recorded">The event.</param>
    public static ImmutableArray<Notification> Decide(string consumer, RecordedEvent recorded)
    {
        var (stored, @event) = recorded;
        if (stored.Origin == Import || Addressed(@event) is not { } news)
            return [];
        return
        [
            .. news.To.Distinct().Where(user => user != default && user.Value != stored.Actor).Select(
                user => new Notification(
                    stored.Partition,
                    IdOf(consumer, stored, news, user),
                    user,
                    news.Type,
                    news.TaskId,
                    news.ListId,
                    stored.Actor is { } actor ? new UserId(actor) : null,
                    news.Title,
                    stored.At)),
        ];
    }

    // What one user alone is told of has the id of the effect, which read marks name; others need one each.
    private static NotificationId IdOf(string consumer, StoredEvent stored, News news, UserId user)
    {
        var effect = EffectId.Of(consumer, stored);
        return new NotificationId(
            news.Type == NotificationTypes.Mentioned ? DerivedId.FromParts($"{effect}", $"{user}") : effect);
    }

    private static News? Addressed(object @event) => @event switch
    {
        TaskCreated { AssigneeId: { } assignee } created =>
            new([assignee], NotificationTypes.TaskAssigned, created.TaskId, created.ListId, created.Title),
        TaskAssigned { NewAssigneeId: { } assignee } assigned =>
            new([assignee], NotificationTypes.TaskAssigned, assigned.TaskId, assigned.ListId, assigned.Title),
        TaskCompleted completed => new(
            [completed.CreatorId],
            NotificationTypes.TaskCompleted,
            completed.TaskId,
            completed.ListId,
            completed.Title),
        // They were members of the list at the commit, which was guarded by that.
        MentionedInComment mentioned => new(
            mentioned.UserIds, NotificationTypes.Mentioned, mentioned.TaskId, mentioned.ListId, mentioned.Title),
        // Most events are no news to anyone.
        _ => null,
    };

    private sealed record News(ImmutableArray<UserId> To, string Type, TaskId TaskId, ListId ListId, string Title);
}

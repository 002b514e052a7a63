using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Notifications;

/// <summary>A notification in someone's inbox.</summary>
/// <param name="Type">Such as <c>task_assigned</c>.</param>
/// <param name="ActorId">Whose act it tells of; <c>null</c> for the system.</param>
[GenerateSerializer, Immutable, Alias("NotificationView")]
public sealed record NotificationView(
    NotificationId Id,
    string Type,
    TaskId? TaskId,
    ListId? ListId,
    UserId? ActorId,
    string Title,
    string Text,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ReadAt);

/// <summary>A page of an inbox, with the number of unread ones in the whole of it.</summary>
[GenerateSerializer, Immutable, Alias("InboxPage")]
public sealed record InboxPage(Page<NotificationView> Page, int UnreadCount);

/// <summary>One user's inbox. The key is the user's id.</summary>
[Alias("IInboxGrain")]
public interface IInboxGrain : IGrainWithGuidKey
{
    /// <summary>Notifications, newest first.</summary>
    [Alias("Get")]
    Task<Result<InboxPage>> Get(Caller caller, PageRequest page);

    /// <summary>Marks one as read; once read it stays so.</summary>
    [Alias("Read")]
    Task<Result<NotificationView>> Read(CommandContext context, NotificationId id);

    /// <summary>Marks all as read that are there now; answers how many.</summary>
    [Alias("ReadAll")]
    Task<Result<ReadAllOutcome>> ReadAll(CommandContext context);
}

/// <summary>How many notifications became read.</summary>
[GenerateSerializer, Immutable, Alias("ReadAllOutcome")]
public sealed record ReadAllOutcome(int Marked);

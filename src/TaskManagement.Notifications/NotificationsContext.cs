using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Notifications.Inbox;
using TaskManagement.Notifications.Rules;

namespace TaskManagement.Notifications;

/// <summary>Rules and inboxes.</summary>
public static class NotificationsContext
{
    /// <summary>Adds the context to a silo; it needs the log and its relay.</summary>
    public static IServiceCollection AddNotificationsContext(this IServiceCollection services) => services
        .AddSingleton(NotificationsSchema.Part)
        .AddSingleton(NotificationsSchema.Commands)
        .AddSingleton<NotificationConsumer>()
        .AddSingleton<InboxRows>()
        .AddSingleton<InboxCursor>();
}

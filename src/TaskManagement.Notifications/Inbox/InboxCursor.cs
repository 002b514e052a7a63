using System.Buffers.Text;
using System.Globalization;
using System.Text;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Notifications.Inbox;

/// <summary>A place in an inbox: pages go on with what is older.</summary>
internal sealed record InboxPlace(DateTimeOffset At, NotificationId Id)
{
    /// <summary>Before the newest notification.</summary>
    public static InboxPlace Newest { get; } = new(DateTimeOffset.MaxValue, new NotificationId(Guid.AllBitsSet));
}

/// <summary>
/// Writes places as cursors, with a seal that binds them to one user's inbox: what a client changes or brings from
/// another query is told from what this server gave.
/// </summary>
internal sealed class InboxCursor(IMasterKey key)
{
    private const string Purpose = "inbox-cursor";
    private const char Separator = '.';

    /// <summary>The cursor of a place.</summary>
    public string Write(UserId user, InboxPlace place)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{RowReading.ToMicroseconds(place.At)}{Separator}{place.Id.Value:N}");
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{text}{Separator}{Seal(user, text)}"));
    }

    /// <summary>The place of a cursor; <c>null</c> where this server did not give it to this user.</summary>
    public InboxPlace? Read(UserId user, string cursor)
    {
        var parts = Base64Url.IsValid(cursor)
            ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Separator)
            : [];
        if (parts is not [var at, var id, var seal] || seal != Seal(user, $"{at}{Separator}{id}"))
            return null;
        return new InboxPlace(
            RowReading.FromMicroseconds(long.Parse(at, CultureInfo.InvariantCulture)),
            new NotificationId(Guid.ParseExact(id, "N")));
    }

    private string Seal(UserId user, string text) => key.Pseudonym(Purpose, $"{user}{Separator}{text}");
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Notifications;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Notifications.Inbox;

[GrainType("inbox")]
internal sealed class InboxGrain(InboxRows rows, InboxCursor cursors) : Grain, IInboxGrain
{
    private static readonly Refusal LimitOutOfRange =
        Refusal.OfField("limit", $"must be from 1 to {PageRequest.LimitMax}");

    private UserId User => new(this.GetPrimaryKey());

    public async Task<Result<InboxPage>> Get(Caller caller, PageRequest page)
    {
        if (!IsOwner(caller))
            return Refusals.NotFound("inbox");
        if (page.Limit is < 1 or > PageRequest.LimitMax)
            return LimitOutOfRange;
        var after = page.Cursor is null ? InboxPlace.Newest : cursors.Read(User, page.Cursor);
        if (after is null)
            return Refusals.CursorInvalid;

        // Counted first, so that a number never speaks of a notification that the page beside it lacks.
        var unread = await rows.CountUnreadAsync(User);
        // One row more than asked for tells whether there is a next page.
        var found = await rows.PageAsync(User, after, page.Limit + 1);
        var shown = found[..Math.Min(found.Length, page.Limit)];
        var next = found.Length > shown.Length ? cursors.Write(User, new InboxPlace(shown[^1].At, shown[^1].Id)) : null;
        var views = await RenderAsync(shown);
        return new InboxPage(new Page<NotificationView>(views, next), unread);
    }

    public async Task<Result<NotificationView>> Read(CommandContext context, NotificationId id)
    {
        if (!IsOwner(context.Caller))
            return Refusals.NotFound("notification");
        var row = await rows.FindAsync(User, id);
        if (row is { ReadAt: null })
        {
            await rows.MarkAsync(User, id, context);
            row = await rows.FindAsync(User, id);
        }

        return row is null ? Refusals.NotFound("notification") : (await RenderAsync([row])).Single();
    }

    public async Task<Result<ReadAllOutcome>> ReadAll(CommandContext context) => IsOwner(context.Caller)
        ? new ReadAllOutcome(await rows.MarkAllAsync(User, context))
        : Refusals.NotFound("inbox");

    private bool IsOwner(Caller caller) => caller.UserId != default && caller.UserId == User;

    private async Task<ImmutableArray<NotificationView>> RenderAsync(ImmutableArray<InboxRow> shown)
    {
        var names = await NamesAsync(shown);
        return [.. shown.Select(row => NotificationText.Render(row, row.ActorId is { } actor ? names[actor] : null))];
    }

    private async Task<Dictionary<UserId, string>> NamesAsync(ImmutableArray<InboxRow> shown)
    {
        var actors = shown.Select(row => row.ActorId).OfType<UserId>().Distinct().ToArray();
        var cards = await Task.WhenAll(
            actors.Select(actor => GrainFactory.GetGrain<IUserGrain>(actor.Value).Card().AsTask()));
        return actors.Zip(cards).ToDictionary(
            pair => pair.First, pair => pair.Second?.DisplayName ?? NotificationText.DeletedUser);
    }
}

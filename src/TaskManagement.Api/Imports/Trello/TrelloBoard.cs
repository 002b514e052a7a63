using System.Collections.ObjectModel;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>
/// What we read of the JSON that Trello exports. Everything may be absent here: <see cref="TrelloCheck"/> says what is
/// needed. An export holds much more, which is skipped.
/// </summary>
internal sealed record TrelloBoard
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Desc { get; init; }
    public TrelloLists? Lists { get; init; }
    public TrelloCards? Cards { get; init; }
    public TrelloLabels? Labels { get; init; }
    public TrelloActions? Actions { get; init; }
    public TrelloMembers? Members { get; init; }
    public TrelloChecklists? Checklists { get; init; }
}

/// <summary>A list of a board; becomes a section.</summary>
internal sealed record TrelloList
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public bool? Closed { get; init; }
    public double? Pos { get; init; }
}

/// <summary>A card; becomes a task.</summary>
internal sealed record TrelloCard
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Desc { get; init; }
    public string? IdList { get; init; }
    public bool? Closed { get; init; }
    public double? Pos { get; init; }
    public DateTimeOffset? Start { get; init; }
    public DateTimeOffset? Due { get; init; }
    public bool? DueComplete { get; init; }
    public TrelloIds? IdLabels { get; init; }
    public TrelloLabels? Labels { get; init; }
    public TrelloIds? IdMembers { get; init; }
    public TrelloIds? IdChecklists { get; init; }
    public TrelloAttachments? Attachments { get; init; }
}

/// <summary>A checklist of a card; its items become subtasks.</summary>
internal sealed record TrelloChecklist
{
    public string? Id { get; init; }
    public string? IdCard { get; init; }
    public string? Name { get; init; }
    public double? Pos { get; init; }
    public TrelloCheckItems? CheckItems { get; init; }
}

/// <summary>An item of a checklist.</summary>
internal sealed record TrelloCheckItem
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? State { get; init; }
    public double? Pos { get; init; }
    public DateTimeOffset? Due { get; init; }
    public string? IdMember { get; init; }
}

/// <summary>A file or a link of a card; becomes a link.</summary>
internal sealed record TrelloAttachment
{
    public string? Name { get; init; }
    public string? Url { get; init; }
}

/// <summary>A label of a board, or as a card repeats it.</summary>
internal sealed record TrelloLabel
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Color { get; init; }
}

/// <summary>Something that happened on the board. Comments are only here, and so are the dates of creation.</summary>
internal sealed record TrelloAction
{
    public string? Id { get; init; }
    public string? Type { get; init; }
    public DateTimeOffset? Date { get; init; }
    public string? IdMemberCreator { get; init; }
    public TrelloMember? MemberCreator { get; init; }
    public TrelloActionData? Data { get; init; }
}

/// <summary>What an action is about.</summary>
internal sealed record TrelloActionData
{
    public TrelloCardReference? Card { get; init; }
    public string? Text { get; init; }
}

/// <summary>The card of an action.</summary>
internal sealed record TrelloCardReference
{
    public string? Id { get; init; }
}

/// <summary>A person.</summary>
internal sealed record TrelloMember
{
    public string? Id { get; init; }
    public string? FullName { get; init; }
    public string? Username { get; init; }
    public string? Email { get; init; }
}

internal sealed class TrelloLists() : BoundedItems<TrelloList>(ListBounds.SectionsMax);

internal sealed class TrelloCards() : BoundedItems<TrelloCard>(ImportBounds.TasksMax);

internal sealed class TrelloChecklists() : BoundedItems<TrelloChecklist>(ImportBounds.TasksMax);

internal sealed class TrelloCheckItems() : BoundedItems<TrelloCheckItem>(ImportBounds.TasksMax);

internal sealed class TrelloAttachments() : BoundedItems<TrelloAttachment>(1_000);

internal sealed class TrelloLabels() : BoundedItems<TrelloLabel>(ListBounds.LabelsMax);

internal sealed class TrelloIds() : BoundedItems<string>(ListBounds.LabelsMax);

internal sealed class TrelloActions() : BoundedItems<TrelloAction>(200_000);

internal sealed class TrelloMembers() : BoundedItems<TrelloMember>(20_000);

/// <summary>An array with a bound, enforced while it is read: a hostile file must not fill the memory first.</summary>
internal abstract class BoundedItems<T>(int max) : Collection<T>
{
    protected override void InsertItem(int index, T item)
    {
        if (item is null)
            throw new TrelloFormatException("is null");
        if (index >= max)
            throw new TrelloFormatException($"is one more than the {max:N0} that are taken");
        base.InsertItem(index, item);
    }
}

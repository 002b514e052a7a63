using System.Text.Json;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>
/// The items of a card's checklists, as subtasks of it. Which checklist an item was on, its attribute
/// <c>checklist</c> keeps.
/// </summary>
internal sealed class TrelloSubtasks
{
    private const string Complete = "complete";

    private readonly TrelloDates _dates;
    private readonly ILookup<string, (int Index, TrelloChecklist Checklist)> _ofCards;

    public TrelloSubtasks(TrelloBoard board, TrelloDates dates)
    {
        _dates = dates;
        var cards = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var card in board.Cards ?? [])
        {
            foreach (var checklist in card.IdChecklists ?? [])
                cards.TryAdd(checklist, card.Id!);
        }

        // Checklists of cards that have left the board stay in an export; they have nowhere to go.
        _ofCards = (board.Checklists ?? []).Index()
            .OrderBy(list => list.Item.Pos ?? 0)
            .ToLookup(
                list => list.Item.IdCard ?? cards.GetValueOrDefault(list.Item.Id ?? "", ""),
                StringComparer.Ordinal);
    }

    /// <summary>The subtasks of a card, in their order.</summary>
    public IEnumerable<DocumentTask> Of(TrelloCard card, DocumentTask parent) =>
        from list in _ofCards[card.Id!]
        from item in (list.Checklist.CheckItems ?? []).Index().OrderBy(item => item.Item.Pos ?? 0)
        let place = $"checklists[{list.Index}].checkItems[{item.Index}]"
        let key = item.Item.Id ?? $"{list.Checklist.Id}:{item.Index}"
        select Subtask(parent, list.Checklist, item.Item, key, place);

    private DocumentTask Subtask(
        DocumentTask parent, TrelloChecklist checklist, TrelloCheckItem item, string key, string place)
    {
        return new DocumentTask(key, item.Name!, place)
        {
            SectionKey = parent.SectionKey,
            ParentKey = parent.Key,
            Status = item.State == Complete ? WorkStatus.Done : WorkStatus.Todo,
            DueDate = TrelloDates.InstantOf(item.Due),
            AssigneeKeys = item.IdMember is { } member ? [member] : [],
            Attributes = string.IsNullOrWhiteSpace(checklist.Name)
                ? null
                : new JsonText(JsonSerializer.Serialize(new { checklist = checklist.Name.Trim() })),
            Archived = parent.Archived,
            CreatedAt = _dates.StampOf(key) ?? parent.CreatedAt,
        };
    }
}

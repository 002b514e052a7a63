using System.Collections.Immutable;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Imports;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>The people of a board: those who have cards first, then its other members.</summary>
internal sealed class TrelloPeople
{
    private const string Unknown = "Trello user";

    private readonly Dictionary<string, TrelloMember> _members = new(StringComparer.Ordinal);

    public TrelloPeople(TrelloBoard board)
    {
        foreach (var member in board.Members ?? [])
            _members[member.Id ?? ""] = member;
        var cards = board.Cards ?? [];
        var items = (board.Checklists ?? []).SelectMany(list => list.CheckItems ?? []);
        ImmutableArray<string> keys =
        [
            .. cards.SelectMany(card => card.IdMembers ?? [])
                .Concat(items.Select(item => item.IdMember).OfType<string>())
                .Concat(_members.Keys)
                .Where(key => key.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
        All = [.. keys.Take(ImportBounds.PeopleMax).Select(Person)];
        Notes = [.. Crowd(keys.Length), .. cards.Index().Where(card => card.Item.IdMembers?.Count > 1).Select(Several)];
    }

    /// <summary>Each once.</summary>
    public ImmutableArray<DocumentPerson> All { get; }

    /// <summary>What of them could not be taken over.</summary>
    public ImmutableArray<ImportNote> Notes { get; }

    /// <summary>What someone is called.</summary>
    public string NameOf(string key) => _members.TryGetValue(key, out var member)
        ? member.FullName ?? member.Username ?? Unknown
        : Unknown;

    private DocumentPerson Person(string key)
    {
        var member = _members.GetValueOrDefault(key);
        return new DocumentPerson(key, NameOf(key), member?.Email, member?.Username);
    }

    private static IEnumerable<ImportNote> Crowd(int count) => count <= ImportBounds.PeopleMax
        ? []
        : [new("members", $"are {count}; those after the first {ImportBounds.PeopleMax} were not looked for")];

    private static ImportNote Several((int Index, TrelloCard Card) card) => new(
        $"cards[{card.Index}].idMembers",
        $"are {card.Card.IdMembers!.Count}; a task has one assignee, the first of them who is a member of the list");
}

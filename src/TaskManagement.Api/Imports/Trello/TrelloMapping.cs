using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>Turns a checked board into a list. Ids derive from the source's, so that a repetition finds them.</summary>
internal sealed class TrelloMapping
{
    private const string System = "trello";
    private const string CommentType = "commentCard";
    private const string UnknownPerson = "Trello user";

    private static readonly ImmutableHashSet<string> CreationTypes =
        ["createCard", "copyCard", "emailCard", "convertToCardFromCheckItem"];

    private readonly TrelloBoard _board;
    private readonly ListId _list;
    private readonly DateTimeOffset _now;
    private readonly ImmutableArray<TrelloList> _lists;
    private readonly ImmutableDictionary<string, TrelloLabel> _labels;
    private readonly Dictionary<string, DateTimeOffset> _created;
    private readonly Dictionary<string, string> _names;
    private readonly ILookup<string, TrelloAction> _comments;

    private TrelloMapping(TrelloBoard board, ListId list, DateTimeOffset now)
    {
        (_board, _list, _now) = (board, list, now);
        // Sorting is stable: what has no position keeps the order of the file.
        _lists = [.. board.Lists!.OrderBy(item => item.Pos ?? 0)];
        _labels = LabelsOf(board);
        var actions = board.Actions ?? [];
        _created = [];
        foreach (var action in actions.Where(action => CreationTypes.Contains(action.Type ?? "")))
        {
            if (action is { Data.Card.Id: { } card, Date: { } date })
                _created[card] = date;
        }

        _names = [];
        foreach (var member in board.Members ?? [])
            _names[member.Id ?? ""] = member.FullName ?? member.Username ?? UnknownPerson;
        _comments = actions.Where(IsComment).OrderBy(action => action.Date).ToLookup(action => action.Data!.Card!.Id!);
    }

    /// <summary>The list that a user's import of a board becomes, and always the same one.</summary>
    public static ListId ListOf(UserId user, TrelloBoard board) =>
        new(DerivedId.FromParts("list", user.ToString(), System, board.Id!));

    /// <summary>The import of a user's board, and always the same one.</summary>
    public static ImportId ImportOf(UserId user, TrelloBoard board) =>
        new(DerivedId.FromParts("import", user.ToString(), System, board.Id!));

    public static ImportBoard Map(TrelloBoard board, ListId list, DateTimeOffset now) =>
        new TrelloMapping(board, list, now).Map();

    public static bool IsComment(TrelloAction action) => action.Type == CommentType;

    /// <summary>Labels of the board and, as old exports only have them there, those that its cards repeat.</summary>
    public static ImmutableDictionary<string, TrelloLabel> LabelsOf(TrelloBoard board)
    {
        var labels = ImmutableDictionary.CreateBuilder<string, TrelloLabel>(StringComparer.Ordinal);
        var all = (board.Labels ?? []).Concat((board.Cards ?? []).SelectMany(card => card.Labels ?? []));
        foreach (var label in all)
            labels.TryAdd(KeyOf(label), label);
        return labels.ToImmutable();
    }

    private ImportBoard Map()
    {
        var order = _lists.Index().ToDictionary(item => item.Item.Id!, item => item.Index, StringComparer.Ordinal);
        var closed = _lists.Where(item => item.Closed == true).Select(item => item.Id!).ToHashSet();
        var tasks = _board.Cards!
            .OrderBy(card => order[card.IdList!])
            .ThenBy(card => card.Pos ?? 0)
            .Select((card, index) => Task(card, index, closed.Contains(card.IdList!)));
        var list = new ImportList(
            _board.Name!.Trim(),
            _board.Desc ?? "",
            [.. _lists.Select(item => new Section(SectionOf(item.Id!), item.Name!.Trim()))],
            [.. _labels.Select(Label).OrderBy(label => label.Name, StringComparer.Ordinal)],
            new ImportSource(System, _board.Id!));
        return new ImportBoard(_list, list, [.. tasks]);
    }

    private ImportTask Task(TrelloCard card, int index, bool isListClosed) => new(
        _list,
        SectionOf(card.IdList!),
        card.Name!.Trim(),
        card.Desc ?? "",
        card.Due is { } due ? new TaskDate(due.ToUniversalTime(), null) : null,
        [.. KeysOf(card).Distinct(StringComparer.Ordinal).Select(LabelOf)],
        card.DueComplete == true,
        isListClosed || card.Closed == true,
        index,
        CreatedAt(card),
        new ImportSource(System, card.Id!),
        [.. _comments[card.Id!].Select(Comment)]);

    private ImportedComment Comment(TrelloAction action)
    {
        var author = action.IdMemberCreator ?? action.MemberCreator?.Id ?? "";
        var name = action.MemberCreator?.FullName ?? _names.GetValueOrDefault(author, UnknownPerson);
        return new ImportedComment(action.Id!, author, name, action.Data!.Text!, action.Date!.Value.ToUniversalTime());
    }

    /// <summary>The date of the action that made the card; else the one that its id begins with; else now.</summary>
    private DateTimeOffset CreatedAt(TrelloCard card)
    {
        const int TimestampDigits = 8;
        if (_created.TryGetValue(card.Id!, out var created))
            return created.ToUniversalTime();
        if (card.Id!.Length <= TimestampDigits)
            return _now;
        var digits = card.Id.AsSpan(0, TimestampDigits);
        return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds)
            && DateTimeOffset.FromUnixTimeSeconds(seconds) is var stamped && stamped <= _now
                ? stamped
                : _now;
    }

    private SectionId SectionOf(string id) => new(DerivedId.FromParts("section", _list.ToString(), System, id));

    private LabelId LabelOf(string key) => new(DerivedId.FromParts("label", _list.ToString(), System, key));

    private Label Label(KeyValuePair<string, TrelloLabel> label) =>
        new(LabelOf(label.Key), NameOf(label.Value), TrelloColors.HexOf(label.Value.Color));

    private static string NameOf(TrelloLabel label) =>
        string.IsNullOrWhiteSpace(label.Name) ? label.Color ?? "label" : label.Name.Trim();

    private static IEnumerable<string> KeysOf(TrelloCard card) =>
        card.IdLabels is { Count: > 0 } ids ? ids : (card.Labels ?? []).Select(KeyOf);

    /// <summary>Old exports give labels no id; colour and name tell them apart.</summary>
    private static string KeyOf(TrelloLabel label) => label.Id ?? $"{label.Color}:{label.Name}";
}

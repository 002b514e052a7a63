using System.Collections.Immutable;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>Turns a checked board into a document.</summary>
internal sealed class TrelloMapping
{
    private const string System = "trello";
    private const string CommentType = "commentCard";

    private readonly TrelloBoard _board;
    private readonly ImmutableArray<TrelloList> _lists;
    private readonly ImmutableDictionary<string, TrelloLabel> _labels;
    private readonly TrelloDates _dates;
    private readonly TrelloPeople _people;
    private readonly TrelloSubtasks _subtasks;
    private readonly ILookup<string, TrelloAction> _comments;

    private TrelloMapping(TrelloBoard board, DateTimeOffset now)
    {
        _board = board;
        // Sorting is stable: what has no position keeps the order of the file.
        _lists = [.. board.Lists!.OrderBy(item => item.Pos ?? 0)];
        _labels = LabelsOf(board);
        _dates = new TrelloDates(board, now);
        _people = new TrelloPeople(board);
        _subtasks = new TrelloSubtasks(board, _dates);
        _comments = (board.Actions ?? [])
            .Where(IsComment).OrderBy(action => action.Date).ToLookup(action => action.Data!.Card!.Id!);
    }

    /// <summary>The board as a document.</summary>
    public static ImportDocument Map(TrelloBoard board, DateTimeOffset now) => new TrelloMapping(board, now).Map();

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

    private ImportDocument Map()
    {
        var order = _lists.Index().ToDictionary(item => item.Item.Id!, item => item.Index, StringComparer.Ordinal);
        var closed = _lists.Where(item => item.Closed == true).Select(item => item.Id!).ToHashSet();
        return new ImportDocument(new ImportSource(System, _board.Id!), _board.Name!)
        {
            Description = _board.Desc ?? "",
            Sections = [.. _lists.Select(item => new DocumentSection(item.Id!, item.Name!))],
            Labels = [.. _labels.Select(Label).OrderBy(label => label.Name, StringComparer.Ordinal)],
            People = _people.All,
            Tasks =
            [
                .. _board.Cards!.Index()
                    .OrderBy(card => order[card.Item.IdList!])
                    .ThenBy(card => card.Item.Pos ?? 0)
                    .SelectMany(card => Tasks(card.Item, card.Index, closed.Contains(card.Item.IdList!))),
            ],
            Notes = _people.Notes,
        };
    }

    /// <summary>The card, and what is to be done for it.</summary>
    private IEnumerable<DocumentTask> Tasks(TrelloCard card, int index, bool isListClosed)
    {
        var task = new DocumentTask(card.Id!, card.Name!, $"cards[{index}]")
        {
            Description = TrelloLinks.DescriptionOf(card),
            SectionKey = card.IdList,
            Status = card.DueComplete == true ? WorkStatus.Done : WorkStatus.Todo,
            StartDate = TrelloDates.InstantOf(card.Start),
            DueDate = TrelloDates.InstantOf(card.Due),
            LabelKeys = [.. KeysOf(card)],
            AssigneeKeys = [.. card.IdMembers ?? []],
            Archived = isListClosed || card.Closed == true,
            CreatedAt = _dates.CreationOf(card),
            Comments = [.. _comments[card.Id!].Select(Comment)],
        };
        return _subtasks.Of(card, task).Prepend(task);
    }

    private ImportedComment Comment(TrelloAction action)
    {
        var author = action.IdMemberCreator ?? action.MemberCreator?.Id ?? "";
        var name = action.MemberCreator?.FullName ?? _people.NameOf(author);
        return new ImportedComment(action.Id!, author, name, action.Data!.Text!, action.Date!.Value.ToUniversalTime());
    }

    private static DocumentLabel Label(KeyValuePair<string, TrelloLabel> label) =>
        new(label.Key, NameOf(label.Value), TrelloColors.HexOf(label.Value.Color));

    private static string NameOf(TrelloLabel label) =>
        string.IsNullOrWhiteSpace(label.Name) ? label.Color ?? "label" : label.Name;

    private static IEnumerable<string> KeysOf(TrelloCard card) =>
        card.IdLabels is { Count: > 0 } ids ? ids : (card.Labels ?? []).Select(KeyOf);

    /// <summary>Old exports give labels no id; colour and name tell them apart.</summary>
    private static string KeyOf(TrelloLabel label) => label.Id ?? $"{label.Color}:{label.Name}";
}

using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>
/// Checks a whole board before anything of it is written: what is missing, doubled, unknown or too long, by path.
/// Nothing is cut to fit.
/// </summary>
internal sealed class TrelloCheck
{
    /// <summary>More errors than anybody reads are not collected.</summary>
    private const int ErrorsMax = 20;
    private const int SourceIdLengthMax = 100;
    private const int PersonNameLengthMax = ListBounds.NameLengthMax;
    private const int CommentsMax = 100_000;

    private readonly Dictionary<string, string> _errors = [];

    /// <summary>Ends the request where the board cannot be imported whole.</summary>
    public static void Require(TrelloBoard board)
    {
        var check = new TrelloCheck();
        check.Id(board.Id, "id");
        check.Text(board.Name, "name", ListBounds.NameLengthMax);
        check.Length(board.Desc, "desc", ListBounds.DescriptionLengthMax);
        var lists = check.Lists(board);
        var labels = check.Labels(board);
        var cards = check.Cards(board, lists, labels);
        check.Members(board);
        check.Checklists(board);
        check.Actions(board, cards);
        if (TrelloMapping.LabelsOf(board).Count > ListBounds.LabelsMax)
            check.Add("labels", $"are more than the {ListBounds.LabelsMax} that a list takes");
        if (check._errors.Count > 0)
            throw ImportProblems.Of(check._errors);
    }

    private HashSet<string> Lists(TrelloBoard board)
    {
        if (board.Lists is null)
            Add("lists", "is missing; it is to be an array");
        return Ids(board.Lists ?? [], "lists", list => list.Id, (list, path) =>
            Text(list.Name, $"{path}.name", ListBounds.NameLengthMax));
    }

    private HashSet<string> Labels(TrelloBoard board) =>
        Ids(board.Labels ?? [], "labels", label => label.Id, Label);

    /// <summary>A label without a name takes that of its colour.</summary>
    private void Label(TrelloLabel label, string path)
    {
        Length(label.Name, $"{path}.name", ListBounds.NameLengthMax);
        Length(label.Color, $"{path}.color", ListBounds.NameLengthMax);
    }

    private HashSet<string> Cards(TrelloBoard board, HashSet<string> lists, HashSet<string> labels)
    {
        if (board.Cards is null)
            Add("cards", "is missing; it is to be an array");
        return Ids(board.Cards ?? [], "cards", card => card.Id, (card, path) =>
        {
            Text(card.Name, $"{path}.name", TaskBounds.TitleLengthMax);
            Length(card.Desc, $"{path}.desc", TaskBounds.DescriptionLengthMax);
            if (card.IdList is null || !lists.Contains(card.IdList))
                Add($"{path}.idList", "is not the id of a list of this board");
            Date(card.Start, $"{path}.start");
            Date(card.Due, $"{path}.due");
            CardLabels(card, path, labels);
            if (card.Attachments is { Count: > 0 })
                Length(TrelloLinks.DescriptionOf(card), $"{path}.attachments", TaskBounds.DescriptionLengthMax);
        });
    }

    /// <summary>How subtasks refer to cards, the check of the document looks at.</summary>
    private void Checklists(TrelloBoard board)
    {
        foreach (var (listIndex, list) in (board.Checklists ?? []).Index())
        {
            Length(list.Name, $"checklists[{listIndex}].name", ListBounds.NameLengthMax);
            foreach (var (index, item) in (list.CheckItems ?? []).Index())
            {
                var path = $"checklists[{listIndex}].checkItems[{index}]";
                Length(item.Id, $"{path}.id", SourceIdLengthMax);
                Text(item.Name, $"{path}.name", TaskBounds.TitleLengthMax);
                Date(item.Due, $"{path}.due");
            }
        }
    }

    private void Date(DateTimeOffset? date, string path)
    {
        if (date?.UtcDateTime.Year is < TaskBounds.YearMin or > TaskBounds.YearMax)
            Add(path, $"is outside the years {TaskBounds.YearMin} to {TaskBounds.YearMax}");
    }

    private void CardLabels(TrelloCard card, string path, HashSet<string> labels)
    {
        var embedded = card.Labels ?? [];
        foreach (var (index, label) in embedded.Index())
            Label(label, $"{path}.labels[{index}]");
        var known = embedded.Select(label => label.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var (index, id) in (card.IdLabels ?? []).Index())
        {
            if (!labels.Contains(id) && !known.Contains(id))
                Add($"{path}.idLabels[{index}]", "is not the id of a label of this board");
        }

        if (Math.Max(card.IdLabels?.Count ?? 0, embedded.Count) > TaskBounds.LabelsMax)
            Add($"{path}.idLabels", $"are more than the {TaskBounds.LabelsMax} labels that a task takes");
    }

    /// <summary>They are looked for here; the names of those who have commented are taken from here too.</summary>
    private void Members(TrelloBoard board)
    {
        foreach (var (index, member) in (board.Members ?? []).Index())
        {
            Length(member.FullName, $"members[{index}].fullName", PersonNameLengthMax);
            Length(member.Username, $"members[{index}].username", PersonNameLengthMax);
            Length(member.Email, $"members[{index}].email", PersonNameLengthMax);
            Length(member.Id, $"members[{index}].id", SourceIdLengthMax);
        }
    }

    private void Actions(TrelloBoard board, HashSet<string> cards)
    {
        var (comments, perCard) = (0, new Dictionary<string, int>(StringComparer.Ordinal));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, action) in (board.Actions ?? []).Index())
        {
            var path = $"actions[{index}]";
            // Comments of cards that have left the board stay in an export; they have nowhere to go.
            if (!TrelloMapping.IsComment(action) || !Comment(action, path) || !cards.Contains(action.Data!.Card!.Id!))
                continue;
            if (!seen.Add(action.Id!))
                Add($"{path}.id", "is the id of an earlier one too");
            if (++comments > CommentsMax)
                Add(path, $"is one more than the {CommentsMax:N0} comments that are taken");
            var card = action.Data.Card.Id!;
            perCard[card] = perCard.GetValueOrDefault(card) + 1;
            if (perCard[card] > TaskBounds.CommentsMax)
                Add(path, $"is one more than the {TaskBounds.CommentsMax:N0} comments that a task takes");
        }
    }

    /// <summary>Whether the comment is sound; every part is looked at, so that each error is named.</summary>
    private bool Comment(TrelloAction action, string path) =>
        Id(action.Id, $"{path}.id")
        & Present(action.Date, $"{path}.date")
        & Present(action.Data?.Card?.Id, $"{path}.data.card.id")
        & Text(action.Data?.Text, $"{path}.data.text", TaskBounds.CommentLengthMax)
        & Length(action.IdMemberCreator, $"{path}.idMemberCreator", SourceIdLengthMax)
        & Length(action.MemberCreator?.Id, $"{path}.memberCreator.id", SourceIdLengthMax)
        & Length(action.MemberCreator?.FullName, $"{path}.memberCreator.fullName", PersonNameLengthMax);

    private HashSet<string> Ids<T>(
        IEnumerable<T> items, string path, Func<T, string?> idOf, Action<T, string> check)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in items.Index())
        {
            var at = $"{path}[{index}]";
            var id = idOf(item);
            Id(id, $"{at}.id");
            if (id is not null && !ids.Add(id))
                Add($"{at}.id", "is the id of an earlier one too");
            check(item, at);
            if (_errors.Count >= ErrorsMax)
                break;
        }

        return ids;
    }

    // Each says by itself whether its part is sound: the errors are bounded, so their number does not tell.

    private bool Id(string? id, string path) => Text(id, path, SourceIdLengthMax);

    private bool Present(object? value, string path) => value is not null || Add(path, "is missing");

    private bool Text(string? text, string path, int lengthMax) => string.IsNullOrWhiteSpace(text)
        ? Add(path, "is missing or blank")
        : Length(text, path, lengthMax);

    private bool Length(string? text, string path, int lengthMax) =>
        text is null || text.Length <= lengthMax || Add(path, $"is longer than {lengthMax:N0} characters");

    /// <summary>Notes an error where there is room for it; never sound.</summary>
    private bool Add(string path, string what)
    {
        if (_errors.Count < ErrorsMax)
            _errors.TryAdd(path, what);
        return false;
    }
}

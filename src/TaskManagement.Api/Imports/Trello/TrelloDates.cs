using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>When the things of a board were made.</summary>
internal sealed class TrelloDates
{
    private const int TimestampDigits = 8;

    private static readonly ImmutableHashSet<string> CreationTypes =
        ["createCard", "copyCard", "emailCard", "convertToCardFromCheckItem"];

    private readonly DateTimeOffset _now;
    private readonly Dictionary<string, DateTimeOffset> _created = new(StringComparer.Ordinal);

    public TrelloDates(TrelloBoard board, DateTimeOffset now)
    {
        _now = now;
        foreach (var action in (board.Actions ?? []).Where(one => CreationTypes.Contains(one.Type ?? "")))
        {
            if (action is { Data.Card.Id: { } card, Date: { } date })
                _created[card] = date;
        }
    }

    /// <summary>A date of a card; Trello knows instants alone.</summary>
    public static TaskDate? InstantOf(DateTimeOffset? date) =>
        date is { } given ? new TaskDate(given.ToUniversalTime(), null) : null;

    /// <summary>The date of the action that made the card; else the one that its id begins with; else now.</summary>
    public DateTimeOffset CreationOf(TrelloCard card) =>
        _created.TryGetValue(card.Id!, out var created) ? created.ToUniversalTime() : StampOf(card.Id!) ?? _now;

    /// <summary>The time that an id begins with; <c>null</c> where it is none that has been.</summary>
    public DateTimeOffset? StampOf(string id)
    {
        if (id.Length <= TimestampDigits)
            return null;
        var digits = id.AsSpan(0, TimestampDigits);
        return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds)
            && DateTimeOffset.FromUnixTimeSeconds(seconds) is var stamped && stamped <= _now
                ? stamped
                : null;
    }
}

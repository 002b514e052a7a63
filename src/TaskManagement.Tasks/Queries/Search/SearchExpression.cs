using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Queries.Search;

/// <summary>Which texts of a task are searched.</summary>
internal enum SearchReach
{
    /// <summary>Title, description and comments.</summary>
    Everything,

    /// <summary>Title and description.</summary>
    TitleAndDescription,

    /// <summary>The title alone.</summary>
    Title,
}

/// <summary>
/// Phrases in the words of a database's index. They hold letters a-z and digits alone (<see cref="SearchWords"/>), so
/// that nothing in them can mean anything to the database.
/// </summary>
internal static class SearchExpression
{
    /// <summary>An expression for tasks of these lists that hold all phrases.</summary>
    /// <param name="keys">Of the lists; at least one.</param>
    /// <param name="phrases">At least one.</param>
    public static string Of(
        DatabaseKind kind, IEnumerable<string> keys, IReadOnlyCollection<SearchPhrase> phrases, SearchReach reach) =>
        kind == DatabaseKind.PostgreSql
            ? string.Join(" | ", keys.Select(key =>
                $"({string.Join(" & ", phrases.Select(phrase => PostgreSql(key, phrase, reach)))})"))
            : Columns(reach) + string.Join(" OR ", keys.Select(key =>
                $"({string.Join(" AND ", phrases.Select(phrase => Sqlite(key, phrase)))})")) + ")";

    private static string PostgreSql(string key, SearchPhrase phrase, SearchReach reach)
    {
        var weights = reach switch
        {
            SearchReach.Title => "A",
            SearchReach.TitleAndDescription => "AB",
            _ => "",
        };
        var last = phrase.Words.Length - 1;
        return $"({string.Join(" <-> ", phrase.Words.Select((word, index) =>
            Suffixed(key + word, (phrase.IsPrefix && index == last ? "*" : "") + weights)))})";
    }

    private static string Suffixed(string lexeme, string suffix) => suffix.Length > 0 ? $"{lexeme}:{suffix}" : lexeme;

    private static string Sqlite(string key, SearchPhrase phrase) =>
        $"\"{string.Join(' ', phrase.Words.Select(word => key + word))}\"{(phrase.IsPrefix ? " *" : "")}";

    private static string Columns(SearchReach reach) => reach switch
    {
        SearchReach.Title => "{title} : (",
        SearchReach.TitleAndDescription => "{title description} : (",
        _ => "(",
    };
}

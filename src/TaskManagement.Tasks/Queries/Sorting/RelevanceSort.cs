using System.Collections.Immutable;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Queries.Search;

namespace TaskManagement.Tasks.Queries.Sorting;

/// <summary>
/// The order of a search: what has the words in its title, then what has them with its description, then the rest; in
/// each, what changed last comes first. It hangs on the task alone, so that pages stay stable whatever else changes.
/// </summary>
internal static class RelevanceSort
{
    public static ImmutableArray<SortKey> Keys(
        ImmutableArray<string> listKeys, ImmutableArray<SearchPhrase> phrases) =>
    [
        new(sql => Write(sql, listKeys, phrases), SortValues.Integer, Descending: false),
        SortFields.Find("updatedAt", descending: true)!,
    ];

    private static void Write(SqlText sql, ImmutableArray<string> listKeys, ImmutableArray<SearchPhrase> phrases)
    {
        sql.Add("CASE WHEN ");
        Add(SearchReach.Title).Add(" THEN 0 WHEN ");
        Add(SearchReach.TitleAndDescription).Add(" THEN 1 ELSE 2 END");

        SqlText Add(SearchReach reach) =>
            SearchCondition.AddByItself(sql, SearchExpression.Of(sql.Kind, listKeys, phrases, reach));
    }
}

using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;

namespace TaskManagement.Admin.Rows;

/// <summary>Reads a table in pages, so that memory does not grow with it.</summary>
internal static class RowPages
{
    /// <summary>Pages of rows in the order of their key, none of them empty.</summary>
    /// <param name="after">The key to begin after; <c>null</c> begins at the beginning.</param>
    public static async IAsyncEnumerable<IReadOnlyList<object?[]>> OfAsync(
        IStore store, Table table, IReadOnlyList<object>? after, int rowsMax)
    {
        while (true)
        {
            var page = await store.ReadAsync(TableStatements.Page(table, after, rowsMax), Cells.Read);
            if (page.IsEmpty)
                yield break;
            yield return page;
            after = [.. table.KeyIndexes.Select(index => page[^1][index]!)];
        }
    }
}

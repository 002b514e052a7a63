using TaskManagement.Admin.Rows;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;

namespace TaskManagement.Admin.Copying;

/// <summary>Copies a table row by row in the order of its key.</summary>
internal sealed class TableCopy(IStore source, CopyTarget target, CopyPlan plan)
{
    /// <summary>Copies all that is not there yet.</summary>
    /// <param name="change">Makes the row that is written of the one that was read, which stays as it is.</param>
    /// <returns>How many were copied.</returns>
    public async Task<long> RunAsync(
        Table table, CancellationToken cancellationToken, Func<object?[], Task<object?[]>>? change = null)
    {
        var position = await target.PositionAsync(table);
        IReadOnlyList<object>? after = position is null ? null : Cells.FromText(position);
        var copied = 0L;
        await foreach (var page in RowPages.OfAsync(source, table, after, plan.BatchRows))
        {
            var last = table.KeyIndexes.Select(index => page[^1][index]);
            var rows = change is null ? page : await ChangeAsync(page, change);
            await target.WriteAsync(table, rows, Cells.ToText(last));
            copied += rows.Count;
            cancellationToken.ThrowIfCancellationRequested();
        }

        return copied;
    }

    private static async Task<List<object?[]>> ChangeAsync(
        IReadOnlyList<object?[]> page, Func<object?[], Task<object?[]>> change)
    {
        var rows = new List<object?[]>(page.Count);
        foreach (var row in page)
            rows.Add(await change(row));
        return rows;
    }
}

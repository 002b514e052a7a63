using System.Collections.Immutable;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Cluster.Tests.Tasks.Rebuild;

/// <summary>Every value of every row of the read model, what databases make of them by themselves included.</summary>
internal static class ReadModelCopy
{
    /// <summary>Its tables, each with the column that says whose a row is.</summary>
    public static readonly ImmutableArray<(string Table, string Owner)> Tables =
    [
        ("lists", "list_id"), ("list_members", "list_id"), ("list_sections", "list_id"), ("list_labels", "list_id"),
        ("list_trash", "list_id"), ("tasks", "task_id"), ("task_documents", "task_id"), ("task_blobs", "task_id"),
        ("task_signals", "task_id"), ("task_trash", "task_id"), ("task_list_spans", "task_id"),
    ];

    /// <summary>The rows as text, sorted.</summary>
    public static async Task<ImmutableSortedSet<string>> TakeAsync(IDatabase database)
    {
        var rows = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var (table, _) in Tables)
        {
            rows.UnionWith(await database.ReadAsync(new Statement($"SELECT * FROM {table}"), row =>
            {
                // Numbers of documents are in the order of writing, and mean nothing.
                var values = Enumerable.Range(0, row.FieldCount)
                    .Where(column => row.GetName(column) != "document_id")
                    .Select(row.GetValue);
                return $"{table}: {string.Join(" | ", values.Select(value => value is DBNull ? "null" : value))}";
            }));
        }

        return rows.ToImmutable();
    }

    /// <summary>Holds that they are the same, and tells what is not.</summary>
    public static void AssertSame(ImmutableSortedSet<string> expected, ImmutableSortedSet<string> found)
    {
        var differences = expected.Except(found).Select(row => $"missing {row}")
            .Concat(found.Except(expected).Select(row => $"too many {row}"))
            .Take(10);
        Assert.Equal("", string.Join('\n', differences));
    }
}

using System.Collections.Immutable;

namespace TaskManagement.Admin.Schema;

/// <summary>A table that this release knows; both databases have it, with the same columns.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns in order.</param>
/// <param name="Key">The columns of its primary key in order.</param>
internal sealed record Table(string Name, ImmutableArray<string> Columns, ImmutableArray<string> Key)
{
    /// <summary>Where in a row the columns of the key stand.</summary>
    public ImmutableArray<int> KeyIndexes { get; } = [.. Key.Select(column => Columns.IndexOf(column))];

    /// <summary>Where in a row a column stands.</summary>
    public int IndexOf(string column) => Columns.IndexOf(column) is var index and >= 0
        ? index
        : throw new InvalidOperationException($"The table {Name} has no column {column}.");
}

using System.Collections;
using System.Data.Common;
using System.Globalization;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>
/// The values of a row in one form, whether they are to be written or were read, and of whichever database: ids are
/// lower-case text, flags and instants are numbers.
/// </summary>
internal sealed class RowValues : IEqualityComparer<object?[]>
{
    /// <summary>Two rows are the same when all their values are.</summary>
    public static RowValues Comparer { get; } = new();

    /// <summary>Of a row that is to be written.</summary>
    public static object?[] Of(Statement insert) => [.. insert.Values.Select(Of)];

    /// <summary>Of a reader's current row.</summary>
    public static object?[] Of(DbDataReader row)
    {
        var values = new object?[row.FieldCount];
        for (var column = 0; column < values.Length; column++)
            values[column] = Of(row.GetValue(column));
        return values;
    }

    public bool Equals(object?[]? one, object?[]? other) =>
        StructuralComparisons.StructuralEqualityComparer.Equals(one, other);

    public int GetHashCode(object?[] row) => StructuralComparisons.StructuralEqualityComparer.GetHashCode(row);

    private static object? Of(object? value) => value switch
    {
        null or DBNull => null,
        Guid id => id.ToString("D"),
        bool flag => flag ? 1L : 0L,
        int or short => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        DateTimeOffset instant => RowReading.ToMicroseconds(instant),
        string or long => value,
        _ => throw new InvalidOperationException($"No row of the read model holds {value.GetType()}."),
    };
}

using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace TaskManagement.Admin.Rows;

/// <summary>
/// Values of rows in one form, whatever database they come from: SQLite's, in which ids are lower-case text and flags
/// are numbers. A cell is <c>null</c>, a <see cref="long"/>, a <see cref="double"/>, a string or bytes.
/// </summary>
internal static class Cells
{
    /// <summary>The current row of a reader.</summary>
    public static object?[] Read(DbDataReader row)
    {
        var cells = new object?[row.FieldCount];
        for (var column = 0; column < cells.Length; column++)
            cells[column] = Of(row.GetValue(column));
        return cells;
    }

    /// <summary>The key of a row as text, to go on after it later.</summary>
    public static string ToText(IEnumerable<object?> key) => JsonSerializer.Serialize(key);

    /// <summary>The key that <see cref="ToText"/> wrote.</summary>
    public static ImmutableArray<object> FromText(string text) =>
        [.. JsonSerializer.Deserialize<JsonElement[]>(text)!.Select(FromJson)];

    private static object FromJson(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetInt64() : element.GetString()!;

    private static object? Of(object value) => value switch
    {
        DBNull => null,
        Guid id => id.ToString("D"),
        bool flag => flag ? 1L : 0L,
        int or short => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        long or double or string or byte[] => value,
        _ => throw new InvalidOperationException($"A column holds {value.GetType()}, which no table here has."),
    };
}

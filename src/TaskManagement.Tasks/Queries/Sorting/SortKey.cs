using System.Data.Common;
using System.Globalization;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Queries.Sorting;

/// <summary>What the values of a key are.</summary>
internal enum SortValues
{
    /// <summary>Texts, byte by byte.</summary>
    Text,

    /// <summary>Integers; instants are microseconds.</summary>
    Integer,

    /// <summary>Numbers.</summary>
    Real,
}

/// <summary>One key of an order. It is never NULL, so that every row has its place among all others.</summary>
/// <param name="Write">Adds the expression.</param>
internal sealed record SortKey(Action<SqlText> Write, SortValues Values, bool Descending)
{
    /// <summary>A key that is a constant expression.</summary>
    public SortKey(SqlWords expression, SortValues values, bool descending)
        : this(sql => sql.Add(expression), values, descending)
    {
    }

    /// <summary>The key of a row, as a cursor holds it.</summary>
    public string Read(DbDataReader row, int column) => Values switch
    {
        SortValues.Text => row.GetString(column),
        SortValues.Integer => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture),
        SortValues.Real => row.GetDouble(column).ToString("R", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{Values} cannot be read."),
    };

    /// <summary>The key of a cursor, as a statement's value.</summary>
    public object Parse(string text) => Values switch
    {
        SortValues.Text => text,
        SortValues.Integer => long.Parse(text, CultureInfo.InvariantCulture),
        SortValues.Real => double.Parse(text, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{Values} cannot be read."),
    };
}

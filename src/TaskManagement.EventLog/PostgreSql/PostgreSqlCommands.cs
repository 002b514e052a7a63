using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>Puts statements into PostgreSQL's form.</summary>
internal static partial class PostgreSqlCommands
{
    // Statements are named constants, and what a query composes of them: more than this are not repeated soon.
    private const int TextsMax = 4096;

    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>A command of a batch.</summary>
    /// <param name="recordedAt">
    /// What <see cref="Statement.RecordedAt"/> stands for; <c>null</c> outside of an append.
    /// </param>
    public static NpgsqlBatchCommand Of(Statement statement, DateTimeOffset? recordedAt = null)
    {
        var command = new NpgsqlBatchCommand(Text(statement.Sql));
        foreach (var value in statement.Values)
            command.Parameters.Add(Parameter(value, recordedAt));
        return command;
    }

    /// <summary>Reads all rows of a statement.</summary>
    public static async Task<ImmutableArray<T>> ReadAsync<T>(
        NpgsqlConnection connection, Statement query, Func<DbDataReader, T> row)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Of(query));
        await using var reader = await batch.ExecuteReaderAsync();
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync())
            rows.Add(row(reader));
        return rows.DrainToImmutable();
    }

    private static string Text(string sql)
    {
        if (Texts.TryGetValue(sql, out var known))
            return known;
        if (Texts.Count >= TextsMax)
            Texts.Clear();
        return Texts[sql] = NamedParameter().Replace(sql, found =>
            string.Create(CultureInfo.InvariantCulture, $"${int.Parse(found.ValueSpan[2..], provider: null) + 1}"));
    }

    /// <summary>
    /// Values go as text whose type the server takes from the column, so that one statement has the same types whether
    /// a value is null or not, and stays prepared.
    /// </summary>
    private static NpgsqlParameter Parameter(object? value, DateTimeOffset? recordedAt) => value switch
    {
        byte[] blob => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = blob },
        null => Untyped(DBNull.Value),
        string text => Untyped(text),
        Guid id => Untyped(id.ToString("D")),
        bool flag => Untyped(flag ? "true" : "false"),
        int or long or double => Untyped(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        DateTimeOffset instant => Untyped(
            StatementValues.Microseconds(instant, recordedAt).ToString(CultureInfo.InvariantCulture)),
        _ => throw StatementValues.NoValue(value),
    };

    private static NpgsqlParameter Untyped(object value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Unknown, Value = value };

    [GeneratedRegex("@p[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NamedParameter();
}

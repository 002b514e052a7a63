using System.Globalization;
using Microsoft.Data.Sqlite;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>Binds values in the form that SQLite keeps them in.</summary>
internal static class SqliteValues
{
    /// <summary>Sets the parameters of a prepared command.</summary>
    /// <param name="recordedAt">
    /// What <see cref="Statement.RecordedAt"/> stands for; <c>null</c> outside of an append.
    /// </param>
    public static void Bind(SqliteCommand command, Statement statement, DateTimeOffset? recordedAt)
    {
        var parameters = command.Parameters;
        for (var index = parameters.Count; index < statement.Values.Length; index++)
            parameters.Add(new SqliteParameter { ParameterName = Name(index) });
        for (var index = 0; index < statement.Values.Length; index++)
            Set(parameters[index], statement.Values[index], recordedAt);
    }

    private static void Set(SqliteParameter parameter, object? value, DateTimeOffset? recordedAt)
    {
        // The type is set with the value: a parameter that is used again would else keep the type of its first value.
        (parameter.SqliteType, parameter.Value) = value switch
        {
            null => (SqliteType.Text, DBNull.Value),
            string text => (SqliteType.Text, text),
            Guid id => (SqliteType.Text, id.ToString("D")),
            bool flag => (SqliteType.Integer, flag ? 1L : 0L),
            int number => (SqliteType.Integer, (long)number),
            long number => (SqliteType.Integer, number),
            double number => (SqliteType.Real, number),
            byte[] blob => (SqliteType.Blob, blob),
            DateTimeOffset instant => (SqliteType.Integer, (object)StatementValues.Microseconds(instant, recordedAt)),
            _ => throw StatementValues.NoValue(value),
        };
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"@p{index}");
}

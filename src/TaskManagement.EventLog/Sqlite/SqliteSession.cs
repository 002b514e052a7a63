using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>One connection with its prepared commands. One thread at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection, int preparedMax) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    /// <summary>Whether a transaction is open; some errors end it without being asked to.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it affected.</returns>
    public int Execute(Statement statement, DateTimeOffset? recordedAt = null) =>
        Prepared(statement, recordedAt).ExecuteNonQuery();

    /// <summary>Runs SQL that has no parameters.</summary>
    public void Execute(string sql) => Prepare(sql).ExecuteNonQuery();

    /// <summary>Runs SQL of several statements that will not be run again.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Reads all rows of a statement.</summary>
    public ImmutableArray<T> Query<T>(Statement statement, Func<DbDataReader, T> row)
    {
        using var reader = Prepared(statement, null).ExecuteReader();
        var rows = ImmutableArray.CreateBuilder<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows.DrainToImmutable();
    }

    /// <summary>Reads the first column of the first row; <c>null</c> where there is no row.</summary>
    public long? Number(Statement statement) => (long?)Prepared(statement, null).ExecuteScalar();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepared(Statement statement, DateTimeOffset? recordedAt)
    {
        var command = Prepare(statement.Sql);
        SqliteValues.Bind(command, statement, recordedAt);
        return command;
    }

    private SqliteCommand Prepare(string sql)
    {
        if (_prepared.TryGetValue(sql, out var command))
            return command;
        if (_oldestFirst.Count == preparedMax && _prepared.Remove(_oldestFirst.Dequeue(), out var oldest))
            oldest.Dispose();
        command = connection.CreateCommand();
        command.CommandText = sql;
        _prepared.Add(sql, command);
        _oldestFirst.Enqueue(sql);
        return command;
    }
}

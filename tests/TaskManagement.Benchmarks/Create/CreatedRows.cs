using System.Data.Common;
using System.Globalization;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.Benchmarks.Create;

/// <summary>A row to insert, with the names of its values' types where the database needs them.</summary>
internal sealed record CreatedRow(string Sql, object?[] Values, string[] Types);

/// <summary>
/// The rows that the product wrote when it created a task: read from its own tables, and made again for other tasks.
/// </summary>
internal sealed class CreatedRows
{
    private static readonly (string Table, string Key)[] Tables =
    [
        ("events", "stream"), ("streams", "stream"), ("commands", "stream"), ("tasks", "task_id"),
        ("task_documents", "task_id"), ("task_signals", "task_id"),
    ];

    private static readonly string[] Generated = ["attributes_json", "words"];

    private readonly Guid _task;
    private readonly Guid _command;
    private readonly Row[] _rows;

    private CreatedRows(Guid task, Row[] rows)
    {
        (_task, _rows) = (task, rows);
        var command = rows.First(row => row.Columns.Contains("body_hash"));
        _command = Guid.Parse(command.Values[command.Columns.IndexOf("command_id")]!.ToString()!);
    }

    /// <summary>What there is of a task.</summary>
    public static async Task<CreatedRows> ReadAsync(DbConnection connection, Guid task)
    {
        var rows = new List<Row>();
        foreach (var (table, key) in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} WHERE {key} = $1";
            Add(command, KeyOf(key, task, connection));
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var columns = Enumerable.Range(0, reader.FieldCount)
                    .Where(column => !Generated.Contains(reader.GetName(column))).ToArray();
                string[] names = [.. columns.Select(reader.GetName)];
                rows.Add(new Row(
                    InsertInto(table, names),
                    names,
                    [.. columns.Select(reader.GetDataTypeName)],
                    [.. columns.Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]));
            }
        }

        return new CreatedRows(task, [.. rows]);
    }

    /// <summary>The same rows for another task, whose event is the next of its partition.</summary>
    public IEnumerable<CreatedRow> Of(Guid task, Guid command, int partition, long sequence) =>
        _rows.Select(row => new CreatedRow(
            row.Sql,
            [
                .. row.Values.Select((value, index) => row.Columns[index] switch
                {
                    "partition" => partition,
                    "sequence" => sequence,
                    "document_id" => 0L,
                    _ => Changed(value, task, command),
                }),
            ],
            row.Types));

    /// <summary>The stream of a task, and where its events go.</summary>
    public static (string Stream, int Partition) PlaceOf(Guid task, int partitions)
    {
        var stream = StreamName.Of("task", task);
        return (stream.Value, StreamPartition.Of(stream, partitions));
    }

    private static object KeyOf(string key, Guid task, DbConnection connection)
    {
        if (key == "stream")
            return StreamName.Of("task", task).Value;
        return connection is Npgsql.NpgsqlConnection ? task : task.ToString();
    }

    private static string InsertInto(string table, string[] columns)
    {
        var values = columns.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}"));
        return $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", values)})";
    }

    private static void Add(DbCommand command, object value)
    {
        var parameter = command.CreateParameter();
        parameter.Value = value;
        if (command is not Npgsql.NpgsqlCommand)
            parameter.ParameterName = "$1";
        command.Parameters.Add(parameter);
    }

    private object? Changed(object? value, Guid task, Guid command) => value switch
    {
        Guid id when id == _task => task,
        Guid id when id == _command => command,
        string text => text
            .Replace(_task.ToString(), task.ToString(), StringComparison.Ordinal)
            .Replace(_task.ToString("N"), task.ToString("N"), StringComparison.Ordinal)
            .Replace(_command.ToString(), command.ToString(), StringComparison.Ordinal),
        _ => value,
    };

    private sealed record Row(string Sql, string[] Columns, string[] Types, object?[] Values);
}

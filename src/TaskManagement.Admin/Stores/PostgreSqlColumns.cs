using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using TaskManagement.Admin.Schema;

namespace TaskManagement.Admin.Stores;

/// <summary>Puts cells into the types that the columns of a PostgreSQL table have.</summary>
internal sealed class PostgreSqlColumns
{
    private const string SelectTypes = """
        SELECT column_name, udt_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = $1
        """;

    private readonly string[] _types;

    private PostgreSqlColumns(string[] types) => _types = types;

    /// <summary>Asks the database.</summary>
    public static async Task<PostgreSqlColumns> OfAsync(NpgsqlConnection connection, Table table)
    {
        await using var command = new NpgsqlCommand(SelectTypes, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = table.Name });
        var types = new Dictionary<string, string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            types.Add(reader.GetString(0), reader.GetString(1));
        return new PostgreSqlColumns([.. table.Columns.Select(column => types[column])]);
    }

    /// <summary>Writes a row.</summary>
    public async Task WriteAsync(NpgsqlBinaryImporter importer, object?[] row)
    {
        await importer.StartRowAsync();
        for (var column = 0; column < row.Length; column++)
            await WriteAsync(importer, _types[column], row[column]);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter importer, string type, object? cell) => cell is null
        ? importer.WriteNullAsync()
        : type switch
        {
            "int4" => importer.WriteAsync(checked((int)(long)cell), NpgsqlDbType.Integer),
            "int8" => importer.WriteAsync((long)cell, NpgsqlDbType.Bigint),
            "bool" => importer.WriteAsync((long)cell != 0, NpgsqlDbType.Boolean),
            "float8" => importer.WriteAsync(
                Convert.ToDouble(cell, CultureInfo.InvariantCulture), NpgsqlDbType.Double),
            "text" => importer.WriteAsync((string)cell, NpgsqlDbType.Text),
            "uuid" => importer.WriteAsync(Guid.ParseExact((string)cell, "D"), NpgsqlDbType.Uuid),
            "bytea" => importer.WriteAsync((byte[])cell, NpgsqlDbType.Bytea),
            _ => throw new InvalidOperationException($"A column has the type {type}, which no table here has."),
        };
}

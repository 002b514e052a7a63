using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EndToEnd.Engines;

/// <summary>The script that operators apply for Orleans.</summary>
internal static class SchemaScript
{
    /// <summary>Makes a database and applies the script to it.</summary>
    /// <returns>The connection string.</returns>
    public static async Task<string> CreateDatabaseAsync(PostgresServer postgres)
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await ApplyAsync(connectionString);
        return connectionString;
    }

    public static async Task ApplyAsync(string connectionString)
    {
        await using var connection = new Npgsql.NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(await File.ReadAllTextAsync(FilePath()), connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string FilePath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TaskManagement.sln")))
            folder = folder.Parent;
        return folder is null
            ? throw new InvalidOperationException("The tests do not run inside the repository.")
            : Path.Combine(folder.FullName, "deploy", "orleans", "postgresql.sql");
    }
}

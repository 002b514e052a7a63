using Npgsql;
using TaskManagement.EventLog.Hosting;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>A database that takes connections but no tables: the start says what to do, and leaves nothing.</summary>
public sealed class PostgreSqlStartTests
{
    private const string CountTables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";

    [PostgresFact]
    public async Task Start_WhenTheUserMayMakeNoTables_ThenRefusedWithTheStatementThatHelps()
    {
        const string Role = "guest_of_the_start";
        var owned = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await RunAsync(owned, $"CREATE ROLE {Role} LOGIN PASSWORD '{PostgresServer.Password}'");
        var settings = new NpgsqlConnectionStringBuilder(owned) { Username = Role };

        var error = await RefusedAsync(settings);

        Assert.Contains(
            $"ALTER DATABASE \"{settings.Database}\" OWNER TO \"{Role}\"", error, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:TaskManagement", error, StringComparison.Ordinal);
        Assert.Equal(0L, await RunAsync(owned, CountTables));
    }

    [PostgresFact]
    public async Task Start_WhenTheServerIsReadOnly_ThenRefusedNamingTheSetting()
    {
        var writable = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var settings = new NpgsqlConnectionStringBuilder(writable) { Options = "-c default_transaction_read_only=on" };

        var error = await RefusedAsync(settings);

        Assert.Contains("a server that takes writes", error, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:TaskManagement", error, StringComparison.Ordinal);
        Assert.Equal(0L, await RunAsync(writable, CountTables));
    }

    private static async Task<string> RefusedAsync(NpgsqlConnectionStringBuilder settings)
    {
        var error = await Assert.ThrowsAsync<StorageStartException>(async () =>
        {
            await using var database = await TestDatabase.StartAsync(
                settings: PostgresServer.Settings(settings.ToString()));
        });
        return error.Message;
    }

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

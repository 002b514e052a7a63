using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EventLog.Tests.PostgreSql;

public sealed class PostgreSqlTestStore : ITestStore
{
    /// <summary>Of the database that was started last.</summary>
    public string ConnectionString { get; private set; } = "";

    public string? WhyMissing => PostgresServer.WhyMissing;

    public async Task<TestDatabase> StartAsync(
        Action<IServiceCollection>? services = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var server = await PostgresServer.SharedAsync();
        ConnectionString = await server.CreateDatabaseAsync();
        return await TestDatabase.StartAsync(
            services, [.. settings ?? [], .. PostgresServer.Settings(ConnectionString)]);
    }

    /// <summary>Runs a script in the database that was started last.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class PostgreSqlAppendTests : AppendSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlBatchTests : BatchSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlReadTests : ReadSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlPersonalDataTests : PersonalDataSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlPurgeTests : PurgeSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlSchemaTests : SchemaSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlUnknownTypeTests : UnknownTypeSuite<PostgreSqlTestStore>;

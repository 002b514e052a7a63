using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EventLog.Tests.PostgreSql;

public sealed class PostgreSqlTestStore : ITestStore
{
    private const string Fill = """
        CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER full_disk BEFORE INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION no_room();
        CREATE TRIGGER full_disk BEFORE INSERT ON snapshots FOR EACH STATEMENT EXECUTE FUNCTION no_room();
        """;

    private const string MakeRoom = "DROP FUNCTION no_room CASCADE";

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

    public Task FillDiskAsync(TestDatabase database) => RunAsync(Fill);

    public Task MakeRoomAsync(TestDatabase database) => RunAsync(MakeRoom);

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

public sealed class PostgreSqlLoadTests : LoadSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlPersonalDataTests : PersonalDataSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlForgetTests : ForgetSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlPurgeTests : PurgeSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlSchemaTests : SchemaSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlUnknownTypeTests : UnknownTypeSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlDiskFullTests : DiskFullSuite<PostgreSqlTestStore>;

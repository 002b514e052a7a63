using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EventLog.Tests.PostgreSql;

public sealed class PostgreSqlTestStore : ITestStore
{
    private static readonly string[] DataFolders = ["base", "pg_wal"];

    public string? WhyMissing => PostgresServer.WhyMissing;

    public async Task<string[]> FilesAsync(TestDatabase database)
    {
        var server = await PostgresServer.SharedAsync();
        await server.FlushAsync();
        return [.. DataFolders.SelectMany(folder => Directory.GetFiles(
            Path.Combine(server.Folder, "data", folder), "*", SearchOption.AllDirectories))];
    }

    public async Task<TestDatabase> StartAsync(
        Action<IServiceCollection>? services = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var server = await PostgresServer.SharedAsync();
        return await TestDatabase.StartAsync(
            services, [.. settings ?? [], .. PostgresServer.Settings(await server.CreateDatabaseAsync())]);
    }
}

public sealed class PostgreSqlAppendTests : AppendSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlBatchTests : BatchSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlReadTests : ReadSuite<PostgreSqlTestStore>;

public sealed class PostgreSqlPersonalDataTests : PersonalDataSuite<PostgreSqlTestStore>;

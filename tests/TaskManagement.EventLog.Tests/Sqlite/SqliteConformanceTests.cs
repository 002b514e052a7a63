using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Sqlite;

public sealed class SqliteTestStore : ITestStore
{
    public string? WhyMissing => null;

    public Task<TestDatabase> StartAsync(
        Action<IServiceCollection>? services = null, IEnumerable<KeyValuePair<string, string?>>? settings = null) =>
        TestDatabase.StartAsync(services, settings);

    // A maximum below what the file has is taken for what it has.
    public Task FillDiskAsync(TestDatabase database) => LimitAsync(database, pages: 1);

    public Task MakeRoomAsync(TestDatabase database) => LimitAsync(database, int.MaxValue);

    private static Task<WriteOutcome> LimitAsync(TestDatabase database, int pages) =>
        database.Database.WriteAsync([new Statement($"PRAGMA max_page_count = {pages}")]);
}

public sealed class SqliteAppendTests : AppendSuite<SqliteTestStore>;

public sealed class SqliteBatchTests : BatchSuite<SqliteTestStore>;

public sealed class SqliteReadTests : ReadSuite<SqliteTestStore>;

public sealed class SqliteLoadTests : LoadSuite<SqliteTestStore>;

public sealed class SqlitePersonalDataTests : PersonalDataSuite<SqliteTestStore>;

public sealed class SqliteForgetSuiteTests : ForgetSuite<SqliteTestStore>;

public sealed class SqlitePurgeTests : PurgeSuite<SqliteTestStore>;

public sealed class SqliteSchemaTests : SchemaSuite<SqliteTestStore>;

public sealed class SqliteUnknownTypeTests : UnknownTypeSuite<SqliteTestStore>;

public sealed class SqliteDiskFullTests : DiskFullSuite<SqliteTestStore>;

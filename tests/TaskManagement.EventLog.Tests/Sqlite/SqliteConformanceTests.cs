using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Sqlite;

public sealed class SqliteTestStore : ITestStore
{
    public string? WhyMissing => null;

    public Task<string[]> FilesAsync(TestDatabase database) => Task.FromResult(
        Directory.GetFiles(database.Folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "lock").ToArray());

    public Task<TestDatabase> StartAsync(
        Action<IServiceCollection>? services = null, IEnumerable<KeyValuePair<string, string?>>? settings = null) =>
        TestDatabase.StartAsync(services, settings);
}

public sealed class SqliteAppendTests : AppendSuite<SqliteTestStore>;

public sealed class SqliteBatchTests : BatchSuite<SqliteTestStore>;

public sealed class SqliteReadTests : ReadSuite<SqliteTestStore>;

public sealed class SqlitePersonalDataTests : PersonalDataSuite<SqliteTestStore>;

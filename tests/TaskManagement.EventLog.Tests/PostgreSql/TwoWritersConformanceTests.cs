using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>A log on PostgreSQL whose process has two writers.</summary>
public sealed class TwoWritersTestStore : ITestStore
{
    private readonly PostgreSqlTestStore _store = new();

    public string? WhyMissing => _store.WhyMissing;

    public Task<TestDatabase> StartAsync(
        Action<IServiceCollection>? services = null, IEnumerable<KeyValuePair<string, string?>>? settings = null) =>
        _store.StartAsync(services, [.. settings ?? [], new("Storage:Writers", "2")]);

    public Task FillDiskAsync(TestDatabase database) => _store.FillDiskAsync(database);

    public Task MakeRoomAsync(TestDatabase database) => _store.MakeRoomAsync(database);
}

public sealed class TwoWritersAppendTests : AppendSuite<TwoWritersTestStore>;

public sealed class TwoWritersBatchTests : BatchSuite<TwoWritersTestStore>;

public sealed class TwoWritersReadTests : ReadSuite<TwoWritersTestStore>;

public sealed class TwoWritersDiskFullTests : DiskFullSuite<TwoWritersTestStore>;

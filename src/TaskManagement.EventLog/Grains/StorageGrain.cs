using Orleans.Concurrency;
using TaskManagement.Contracts.Storage;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Grains;

/// <summary>Asks the least that only a database which works can answer.</summary>
[GrainType("storage"), StatelessWorker]
internal sealed class StorageGrain(IDatabase database) : Grain, IStorageGrain
{
    private const string SelectPartitions = "SELECT count(*) FROM partitions";

    public Task Ask() => database.ReadAsync(new Statement(SelectPartitions), row => row.GetInt64(0));
}

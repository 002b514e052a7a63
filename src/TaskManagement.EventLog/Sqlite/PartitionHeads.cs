using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>
/// Last sequence and last instant of every partition, in memory while the writer's transaction is open. The rows are
/// written once for a whole batch.
/// </summary>
internal sealed class PartitionHeads
{
    private const string Select = "SELECT head, last_at FROM partitions ORDER BY partition";
    private const string Update = "UPDATE partitions SET head = @p1, last_at = @p2 WHERE partition = @p0";

    private readonly SortedSet<int> _moved = [];
    private PartitionHead[] _heads = [];

    /// <summary>The head of a partition.</summary>
    public PartitionHead this[int partition] => _heads[partition];

    /// <summary>Reads all from the database; after a rollback, what memory says is wrong.</summary>
    public void Load(SqliteSession session)
    {
        _moved.Clear();
        _heads = [.. session.Query(
            new Statement(Select), row => new PartitionHead(row.GetInt64(0), row.Instant(1)))];
    }

    /// <summary>Moves a partition on.</summary>
    public void Move(int partition, PartitionHead head)
    {
        _heads[partition] = head;
        _moved.Add(partition);
    }

    /// <summary>Writes what has moved into the open transaction.</summary>
    public void Save(SqliteSession session)
    {
        foreach (var partition in _moved)
            session.Execute(new Statement(Update, partition, _heads[partition].Sequence, _heads[partition].At));
        _moved.Clear();
    }
}

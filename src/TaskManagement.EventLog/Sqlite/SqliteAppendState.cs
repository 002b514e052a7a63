using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>What one append is decided by; earlier members of the batch are in the open transaction already.</summary>
internal sealed class SqliteAppendState(SqliteSession session, PartitionHeads heads) : IAppendState
{
    private const string SelectStream = "SELECT version, guard FROM streams WHERE stream = @p0";

    private readonly Dictionary<StreamName, StreamHead> _streams = [];

    public CommandRecord? Command(CommandId id) =>
        session.Query(LogQueries.Command(id), row => LogQueries.Command(id, row)).FirstOrDefault();

    public StreamHead Stream(StreamName stream)
    {
        if (_streams.TryGetValue(stream, out var known))
            return known;
        var found = session.Query(
            new Statement(SelectStream, stream.Value), row => new StreamHead(row.GetInt64(0), row.GetInt64(1)));
        return _streams[stream] = found.FirstOrDefault(StreamHead.None);
    }

    public PartitionHead Partition(int partition) => heads[partition];
}

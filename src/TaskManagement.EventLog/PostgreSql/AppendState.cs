using System.Data.Common;
using Npgsql;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>
/// What a batch is decided by: read while its partitions are locked, moved on by its accepted members, and dropped with
/// its transaction.
/// </summary>
internal sealed class AppendState : IAppendState
{
    private readonly Dictionary<int, PartitionHead> _partitions = [];
    private readonly Dictionary<StreamName, StreamHead> _streams = [];
    private readonly Dictionary<CommandId, CommandRecord> _commands = [];
    private readonly Dictionary<int, PartitionHead> _movedPartitions = [];
    private readonly Dictionary<StreamName, StreamHead> _movedStreams = [];

    /// <summary>Where the partitions end that the batch has moved.</summary>
    public IReadOnlyDictionary<int, PartitionHead> MovedPartitions => _movedPartitions;

    /// <summary>Where the streams end that the batch has moved; each once, whatever the batch has done to it.</summary>
    public IReadOnlyDictionary<StreamName, StreamHead> MovedStreams => _movedStreams;

    /// <summary>Reads the results of <see cref="AppendCommands.Load"/>, in its order.</summary>
    public static async Task<AppendState> ReadAsync(NpgsqlDataReader reader)
    {
        var state = new AppendState();
        while (await reader.ReadAsync())
            state._partitions[reader.GetInt32(0)] = new PartitionHead(reader.GetInt64(1), reader.Instant(2));
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            state._streams[new StreamName(reader.GetString(0))] = new(reader.GetInt64(1), reader.GetInt64(2));
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            state.Add(Command(reader));
        return state;
    }

    public CommandRecord? Command(CommandId id) => _commands.GetValueOrDefault(id);

    public StreamHead Stream(StreamName stream) => _streams.GetValueOrDefault(stream, StreamHead.None);

    public PartitionHead Partition(int partition) => _partitions[partition];

    /// <summary>What later members of the batch are decided by as well.</summary>
    public void Add(AppendDecision.Accepted rows)
    {
        foreach (var (partition, head) in rows.Partitions)
            _partitions[partition] = _movedPartitions[partition] = head;
        foreach (var (stream, head) in rows.Streams)
            _streams[stream] = _movedStreams[stream] = head;
        Add(rows.Command);
    }

    private void Add(CommandRecord command) => _commands[command.Id] = command;

    private static CommandRecord Command(DbDataReader row) => new(
        new CommandId(row.GetGuid(0)), row.GetString(1), new StreamName(row.GetString(2)), row.GetInt64(3),
        row.Instant(4));
}

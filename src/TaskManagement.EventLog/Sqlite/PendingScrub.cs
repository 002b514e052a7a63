using Microsoft.Data.Sqlite;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>
/// Empties the write-ahead log, where deleted rows outlive their deletion; inside the database file secure_delete has
/// overwritten them. It works after its batch, when no transaction is open.
/// </summary>
internal sealed class PendingScrub(SqliteSession session) : SqliteWrite
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done, as far as no reader stood in the way.</summary>
    public Task Done => _done.Task;

    public override int Bytes => 0;

    public override bool Apply(SqliteSession session) => true;

    public override void Reject(Exception error) => throw error;

    public override void Complete()
    {
        try
        {
            session.Execute(EmptyWriteAheadLog);
            _done.SetResult();
        }
        catch (SqliteException error)
        {
            Fail(error, outcomeUnknown: false);
        }
    }

    public override void Fail(Exception error, bool outcomeUnknown) => _done.SetException(
        new DatabaseWriteException($"The files were not scrubbed: {error.Message}", false, mayRetry: true));

    /// <summary>Moves everything into the database file and cuts the write-ahead log to nothing.</summary>
    internal const string EmptyWriteAheadLog = "PRAGMA wal_checkpoint(TRUNCATE)";
}

using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>An append among the writes of a batch.</summary>
internal sealed class SqliteAppend(PendingAppend append, SqliteAppender appender) : SqliteWrite
{
    public override int Bytes => append.Bytes;

    public override IReadOnlyList<StoredEvent> Events => append.Events;

    public override bool Apply(SqliteSession session)
    {
        var decision = appender.Apply(session, append.Append);
        append.Decide(decision);
        return decision is AppendDecision.Accepted;
    }

    public override void Reject(Exception error) => append.Reject(error);

    public override void Complete() => append.Complete();

    public override void Fail(Exception error, bool outcomeUnknown) => append.Fail(error, outcomeUnknown);
}

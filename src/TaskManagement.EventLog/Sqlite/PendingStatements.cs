using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>Statements beside the log that wait for the writer.</summary>
internal sealed class PendingStatements(ImmutableArray<Statement> statements) : SqliteWrite
{
    private readonly TaskCompletionSource<WriteOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _rejection;
    private WriteOutcome _outcome;

    /// <summary>What becomes of them.</summary>
    public Task<WriteOutcome> Outcome => _done.Task;

    public override int Bytes { get; } = statements.Sum(StatementValues.Bytes);

    public override bool Apply(SqliteSession session)
    {
        foreach (var statement in statements)
        {
            var rows = session.Execute(statement);
            if (statement.ExpectedRows is { } expected && rows != expected)
            {
                _outcome = WriteOutcome.Fenced;
                return false;
            }
        }

        _outcome = WriteOutcome.Written;
        return true;
    }

    public override void Reject(Exception error) => _rejection = error;

    public override void Complete()
    {
        if (_rejection is null)
            _done.SetResult(_outcome);
        else
            _done.SetException(new DatabaseWriteException(Text(_rejection), outcomeUnknown: false, mayRetry: false));
    }

    public override void Fail(Exception error, bool outcomeUnknown)
    {
        var hasWritten = _rejection is null && _outcome == WriteOutcome.Written;
        _done.SetException(new DatabaseWriteException(Text(error), outcomeUnknown && hasWritten, mayRetry: true));
    }

    private static string Text(Exception error) => $"The write failed: {error.Message}";
}

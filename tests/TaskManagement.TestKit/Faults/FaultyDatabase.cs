using System.Collections.Immutable;
using System.Data.Common;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;

namespace TaskManagement.TestKit.Faults;

/// <summary>A database whose writes fail when a test wants them to.</summary>
public sealed class FaultyDatabase(IDatabase inner, Func<WriteFault?> nextFault) : IDatabase
{
    /// <inheritdoc/>
    public DatabaseKind Kind => inner.Kind;

    /// <inheritdoc/>
    public async Task<WriteOutcome> WriteAsync(ImmutableArray<Statement> statements)
    {
        var fault = nextFault();
        if (fault is WriteFault.BeforeCommit)
            throw new DatabaseWriteException("Injected: before the commit.", outcomeUnknown: false, mayRetry: true);
        var outcome = await inner.WriteAsync(statements);
        return fault is WriteFault.ReplyLost
            ? throw new DatabaseWriteException("Injected: the reply was lost.", outcomeUnknown: true, mayRetry: true)
            : outcome;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> row) =>
        inner.ReadAsync(query, row);

    /// <inheritdoc/>
    public Task ScrubAsync(Erased what) => inner.ScrubAsync(what);
}

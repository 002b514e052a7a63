using System.Collections.Immutable;
using System.Data.Common;
using TaskManagement.Contracts.Results;

namespace TaskManagement.EventLog.Database;

/// <summary>The database beside the log: read models, consumers' rows, grain state.</summary>
public interface IDatabase
{
    /// <summary>Which database answers, for what the two cannot say in the same words.</summary>
    DatabaseKind Kind { get; }

    /// <summary>
    /// Runs the statements in one transaction, which shares its commit with others. It throws
    /// <see cref="DatabaseWriteException"/> where nothing was written or where that is not known.
    /// </summary>
    Task<WriteOutcome> WriteAsync(ImmutableArray<Statement> statements);

    /// <summary>
    /// Reads rows of one statement, hence of one snapshot. It throws <see cref="DatabaseReadException"/> where the
    /// database cannot answer.
    /// </summary>
    /// <param name="query">The statement.</param>
    /// <param name="row">Makes a value of the reader's current row; see <see cref="RowReading"/>.</param>
    Task<ImmutableArray<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> row);

    /// <summary>
    /// Takes what was deleted out of the database's files, as far as no reader stands in the way; for the erasure of
    /// persons. Whoever asks while that goes on shares the next round.
    /// </summary>
    /// <param name="what">What was deleted; where the database can, it works on no more than that.</param>
    Task ScrubAsync(Erased what);
}

/// <summary>What is deleted so that it must not outlive its deletion.</summary>
public enum Erased
{
    /// <summary>Keys of persons.</summary>
    SubjectKeys,

    /// <summary>Content of events, and snapshots.</summary>
    Content,
}

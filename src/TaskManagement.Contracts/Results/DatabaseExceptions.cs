namespace TaskManagement.Contracts.Results;

/// <summary>
/// A write failed. It carries no inner exception, since a database's own type does not survive a grain call; the log of
/// the process has it.
/// </summary>
[GenerateSerializer, Alias("DatabaseWriteException")]
public sealed class DatabaseWriteException(string message, bool outcomeUnknown, bool mayRetry) : Exception(message)
{
    /// <summary>Whether it may have been committed all the same.</summary>
    [Id(0)]
    public bool OutcomeUnknown { get; } = outcomeUnknown;

    /// <summary>Whether the same may succeed later; false where the data itself is to blame.</summary>
    [Id(1)]
    public bool MayRetry { get; } = mayRetry;
}

/// <summary>The database could not answer. Without inner exception, as <see cref="DatabaseWriteException"/>.</summary>
[GenerateSerializer, Alias("DatabaseReadException")]
public sealed class DatabaseReadException(string message) : Exception(message);

using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Store;

/// <summary>
/// One kind of database: opens it, writes to it, closes it. It is open from before the hosted services start until
/// after they have stopped.
/// </summary>
internal interface IStorage : IAsyncDisposable
{
    /// <summary>The tables beside the log.</summary>
    IDatabase Database { get; }

    /// <summary>How many partitions the log has.</summary>
    int Partitions { get; }

    /// <summary>
    /// Opens it and brings its tables up to date; throws <see cref="Hosting.StorageStartException"/> where it cannot.
    /// </summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Writes an append, all or nothing. It throws for nothing that a database can do.</summary>
    Task<StoreOutcome> AppendAsync(EncodedAppend append);
}

using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Contracts.Operations;

/// <summary>
/// Rebuilds the read model of tasks and lists from the log while everything goes on: after an upgrade that asks for it,
/// and when an administrator does. Key 0.
/// </summary>
[Alias("IReadModelGrain")]
public interface IReadModelGrain : IGrainWithIntegerKey
{
    /// <summary>Goes on with what there is to do, for a moment.</summary>
    [Alias("Ping")]
    Task Ping();

    /// <summary>
    /// Begins a rebuild, where none goes on; for administrators. It finds rows that are wrong, and mends them.
    /// </summary>
    [Alias("Rebuild")]
    Task<Result<ReadModelStatus>> Rebuild(CommandContext context);

    /// <summary>How far the last rebuild has come; for administrators.</summary>
    [Alias("Status")]
    Task<Result<ReadModelStatus>> Status(Caller caller);
}

/// <summary>How far the last rebuild of the read model has come.</summary>
/// <param name="Version">The version of the rules by which events become rows.</param>
/// <param name="BeganAt">When it began, UTC.</param>
/// <param name="EndedAt">When it ended, UTC; <c>null</c> while it goes on.</param>
/// <param name="Streams">How many tasks and lists there were when it began, those in the trash included.</param>
/// <param name="StreamsDone">How many it has compared with their events.</param>
/// <param name="StreamsMended">Those of which a row was wrong, missing or too many, and is right now.</param>
/// <param name="StreamsFailed">Those of which no rows could be made; the log of the process says why.</param>
[GenerateSerializer, Immutable, Alias("ReadModelStatus")]
public sealed record ReadModelStatus(
    int Version,
    DateTimeOffset BeganAt,
    DateTimeOffset? EndedAt,
    long Streams,
    long StreamsDone,
    long StreamsMended,
    long StreamsFailed);

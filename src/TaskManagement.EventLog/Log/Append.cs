using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Events;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Log;

/// <summary>Everything that one command writes, all or nothing.</summary>
/// <param name="Context">The command; its id and body hash become the outcome that a repetition finds.</param>
/// <param name="Streams">The streams and their new events; the first is the one that the outcome names.</param>
public sealed record Append(CommandContext Context, ImmutableArray<StreamAppend> Streams)
{
    /// <summary>Streams whose guard must not have moved, such as the list whose permit was given.</summary>
    public ImmutableArray<StreamGuard> Guards { get; init; } = [];

    /// <summary>Read-model rows that belong to the streams written here; same transaction.</summary>
    public ImmutableArray<Statement> View { get; init; } = [];

    /// <summary>
    /// Persons whose keys go in the same transaction: what these sealed reads as <c>null</c> from then on. Their bytes
    /// leave the database's files right after the commit.
    /// </summary>
    public ImmutableArray<Guid> Forget { get; init; } = [];

    /// <summary>
    /// Those of the streams written here whose earlier events lose their content in the same transaction, and their
    /// snapshots with it: readers get <see cref="Purged"/> of what came before this append. The bytes leave the
    /// database's files when it is scrubbed.
    /// </summary>
    public ImmutableArray<StreamName> Purge { get; init; } = [];
}

/// <summary>New events of one stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="ExpectedVersion">Its version now, 0 where it does not exist; another one is a conflict.</param>
/// <param name="Events">At least one.</param>
/// <param name="MovesGuard">
/// Whether these events change who may do what; then late writes that hold the old guard are refused.
/// </param>
public sealed record StreamAppend(
    StreamName Stream,
    long ExpectedVersion,
    ImmutableArray<IDomainEvent> Events,
    bool MovesGuard = false);

/// <summary>
/// A stream's guard: the version of its last append with <see cref="StreamAppend.MovesGuard"/>, 0 before.
/// </summary>
public sealed record StreamGuard(StreamName Stream, long GuardVersion);

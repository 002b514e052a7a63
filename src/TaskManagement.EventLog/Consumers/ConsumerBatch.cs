using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Consumers;

/// <summary>A consumer whose effects are rows: statements that are committed together with its checkpoint.</summary>
public interface IRowConsumer
{
    /// <summary>The consumer's name in checkpoints and dead letters; frozen.</summary>
    string Name { get; }

    /// <summary>
    /// The category of the streams that it is about, <c>null</c> for all. Events of others are passed over unread.
    /// </summary>
    string? Category => null;

    /// <summary>The rows of one event; none where it is of no interest. Pure: it may be asked again.</summary>
    ImmutableArray<Statement> Rows(RecordedEvent recorded);
}

/// <summary>
/// A consumer whose effects are grain calls, each with a CommandId of its own. They come before the checkpoint.
/// </summary>
public interface ICallConsumer
{
    /// <summary>The consumer's name in checkpoints and dead letters; frozen.</summary>
    string Name { get; }

    /// <summary>
    /// The category of the streams that it is about, <c>null</c> for all. Events of others are passed over unread.
    /// </summary>
    string? Category => null;

    /// <summary>
    /// Carries out the effects of one event. <paramref name="command"/> is the hash of (consumer, stream, version);
    /// derive one per call from it, so that a repetition has no second effect.
    /// </summary>
    Task HandleAsync(RecordedEvent recorded, CommandId command, IGrainFactory grains);
}

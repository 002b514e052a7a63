using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Grains;

/// <summary>What the log knows of an event beside its content.</summary>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="ActorId">Who did it; <c>null</c> for the system, and for someone who was not logged in.</param>
public sealed record EventMetadata(DateTimeOffset At, UserId? ActorId)
{
    /// <summary>
    /// The metadata of events that a command is about to append. When is not known yet:
    /// <see cref="Statement.RecordedAt"/> stands for it, and becomes the instant in view rows.
    /// </summary>
    public static EventMetadata Pending(CommandContext context) => new(Statement.RecordedAt, context.ActorId());

    /// <summary>The metadata of a recorded event.</summary>
    public static EventMetadata Of(RecordedEvent recorded) =>
        new(recorded.Stored.At, recorded.Stored.Actor is { } actor ? new UserId(actor) : null);
}

/// <summary>A command was answered.</summary>
/// <param name="Version">The version that answers it.</param>
/// <param name="Changed">Whether it wrote events, now or when it was first sent.</param>
public sealed record Committed(long Version, bool Changed);

using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;

namespace TaskManagement.EventLog.Log;

/// <summary>What became of an append. Every way that it can end is one of these; nothing is thrown for them.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    /// <summary>It is durable.</summary>
    /// <param name="Events">The events as recorded, in the order given.</param>
    public sealed record Appended(ImmutableArray<RecordedEvent> Events) : AppendOutcome;

    /// <summary>The command had been carried out before; nothing was written.</summary>
    public sealed record Repeated(CommandRecord Command) : AppendOutcome;

    /// <summary>A stream is at another version; nothing was written.</summary>
    public sealed record Conflict(StreamName Stream, long ActualVersion) : AppendOutcome;

    /// <summary>A guard has moved; nothing was written. Ask for leave again.</summary>
    public sealed record GuardMoved(StreamName Stream) : AppendOutcome;

    /// <summary>It was rolled back, and may be tried again where <see cref="MayRetry"/>.</summary>
    /// <param name="Error">What the database said.</param>
    /// <param name="MayRetry">False where the data itself is to blame.</param>
    public sealed record RolledBack(Exception Error, bool MayRetry) : AppendOutcome;

    /// <summary>
    /// Whether it was committed is not known. Never tried again in place: reload and look for the command.
    /// </summary>
    public sealed record Unknown(Exception Error) : AppendOutcome;
}

/// <summary>A command that was carried out.</summary>
/// <param name="BodyHash">SHA-256 of its body, hex.</param>
/// <param name="Stream">The first stream that it wrote.</param>
/// <param name="Version">That stream's version after it.</param>
public sealed record CommandRecord(CommandId Id, string BodyHash, StreamName Stream, long Version, DateTimeOffset At);

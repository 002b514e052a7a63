using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>An append whose events are encoded, sealed and digested.</summary>
/// <param name="BodyHash">SHA-256 of the command's body in hex.</param>
/// <param name="Actor">Who sent the command; <c>null</c> for the system and for someone not logged in.</param>
/// <param name="Origin"><c>api</c>, <c>import</c> or <c>system</c>.</param>
/// <param name="CorrelationId">The W3C trace context of the request.</param>
public sealed record EncodedAppend(
    CommandId CommandId,
    string BodyHash,
    Guid? Actor,
    string Origin,
    string? CorrelationId,
    ImmutableArray<EncodedStream> Streams,
    ImmutableArray<StreamGuard> Guards,
    ImmutableArray<Statement> View);

/// <summary>New events of one stream, encoded.</summary>
public sealed record EncodedStream(
    StreamName Stream,
    long ExpectedVersion,
    ImmutableArray<EncodedEvent> Events,
    bool MovesGuard);

/// <summary>An event as it goes into the log.</summary>
/// <param name="Data">JSON, personal data sealed.</param>
/// <param name="Salt">Random, so that a digest that outlives a purge tells nothing of short contents.</param>
/// <param name="Digest">SHA-256 of salt and data.</param>
public sealed record EncodedEvent(string Type, string Data, byte[] Salt, byte[] Digest);

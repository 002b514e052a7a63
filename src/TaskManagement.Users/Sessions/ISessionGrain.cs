using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Users.Sessions;

/// <summary>The sessions of one user. The key is the user's id. Tokens come here as hashes only.</summary>
[Alias("ISessionGrain")]
internal interface ISessionGrain : IGrainWithGuidKey
{
    /// <summary>Begins a session; one that the same command began gets the new token.</summary>
    [Alias("Begin")]
    Task Begin(BeginSession command);

    /// <summary>Exchanges a token.</summary>
    [Alias("Rotate")]
    Task<Result<Nothing>> Rotate(RotateToken command);

    /// <summary>Ends a session; one that is not there, or a token that was never one of it, is no error.</summary>
    [Alias("End")]
    Task End(EndSession command);
}

/// <summary>Begin a session.</summary>
[GenerateSerializer, Immutable, Alias("BeginSession")]
internal sealed record BeginSession(
    CommandId Command,
    SessionId Session,
    string FamilyHash,
    string TokenHash,
    DateTimeOffset At,
    Personal<ClientOrigin>? Client = null);

/// <summary>Exchange a token for the next one.</summary>
[GenerateSerializer, Immutable, Alias("RotateToken")]
internal sealed record RotateToken(
    CommandId Command,
    SessionId Session,
    string FamilyHash,
    string PresentedHash,
    string NextHash,
    DateTimeOffset At);

/// <summary>End a session.</summary>
[GenerateSerializer, Immutable, Alias("EndSession")]
internal sealed record EndSession(SessionId Session, string FamilyHash);

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Users.Sessions;

/// <summary>The sessions of one user.</summary>
[GenerateSerializer, Immutable, Alias("SessionsState")]
internal sealed record SessionsState
{
    /// <summary>In the order in which they began.</summary>
    [Id(0)]
    public ImmutableArray<Session> Sessions { get; init; } = [];

    /// <summary>A session, also one that has expired.</summary>
    public Session? Find(SessionId id) => Sessions.FirstOrDefault(session => session.Id == id);

    /// <summary>Those that have not expired.</summary>
    public ImmutableArray<Session> LivingAt(DateTimeOffset now) =>
        Sessions.RemoveAll(session => session.ExpiresAt <= now);

    /// <summary>Those of an earlier state that are gone, and whose last token may not have expired yet.</summary>
    public ImmutableArray<Guid> EndedSince(SessionsState before, DateTimeOffset tokensGivenAfter) =>
    [
        .. before.Sessions
            .Where(session => session.LastUsedAt > tokensGivenAfter && Find(session.Id) is null)
            .Select(session => session.Id.Value),
    ];

    /// <summary>With one session at most.</summary>
    public SessionsState Only(SessionId id) =>
        this with { Sessions = Sessions.RemoveAll(session => session.Id != id) };

    /// <summary>Without a session.</summary>
    public SessionsState Without(SessionId id) =>
        this with { Sessions = Sessions.RemoveAll(session => session.Id == id) };

    /// <summary>With another state of a session.</summary>
    public SessionsState With(Session changed) =>
        this with { Sessions = [.. Sessions.Select(session => session.Id == changed.Id ? changed : session)] };
}

/// <summary>One log-in and what followed from it.</summary>
/// <param name="Id">The session.</param>
/// <param name="FamilyHash">SHA-256 of what all refresh tokens of the session share and nothing else shows.</param>
/// <param name="TokenHash">SHA-256 of the refresh token that is good for one exchange.</param>
/// <param name="SpentTokenHash">SHA-256 of the one before it; <c>null</c> before the first exchange.</param>
/// <param name="LastCommand">The command that led to the current token.</param>
/// <param name="CreatedAt">When the user logged in, UTC.</param>
/// <param name="LastUsedAt">When a token was last given, UTC.</param>
/// <param name="ExpiresAt">From when on the token is worth nothing, UTC.</param>
/// <param name="Client">From where the user logged in.</param>
[GenerateSerializer, Immutable, Alias("Session")]
internal sealed record Session(
    SessionId Id,
    string FamilyHash,
    string TokenHash,
    string? SpentTokenHash,
    CommandId LastCommand,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset ExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Personal<ClientOrigin>? Client = null)
{
    private static readonly ClientOrigin Untold = new(null, null);

    /// <summary>The session as its user sees it.</summary>
    public SessionView View() => new(Id, CreatedAt, LastUsedAt, ExpiresAt, Client?.Value ?? Untold);
}

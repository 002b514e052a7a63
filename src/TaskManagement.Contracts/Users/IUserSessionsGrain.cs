using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Users;

/// <summary>A user's sessions as the user sees them, for the user alone. The key is the user's id.</summary>
[Alias("IUserSessionsGrain")]
public interface IUserSessionsGrain : IGrainWithGuidKey
{
    /// <summary>The sessions that live, in the order in which they began.</summary>
    [Alias("Living")]
    Task<Result<ImmutableArray<SessionView>>> Living(Caller caller);

    /// <summary>Ends a session; one that is not there is no error.</summary>
    [Alias("EndOne")]
    Task<Result<Nothing>> EndOne(CommandContext context, SessionId session);

    /// <summary>Ends all sessions but one.</summary>
    [Alias("EndOthers")]
    Task<Result<Nothing>> EndOthers(CommandContext context, SessionId current);
}

/// <summary>A session, without its secrets.</summary>
/// <param name="Id">The session.</param>
/// <param name="CreatedAt">When the user logged in, UTC.</param>
/// <param name="LastUsedAt">When a token was last given, UTC.</param>
/// <param name="ExpiresAt">When it ends if it is not used again, UTC.</param>
/// <param name="Client">From where the user logged in; what was not told is <c>null</c>.</param>
[GenerateSerializer, Immutable, Alias("SessionView")]
public sealed record SessionView(
    SessionId Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt, ClientOrigin Client);

/// <summary>From where someone logs in. It tells of a person where they are: never log it.</summary>
/// <param name="Address">The network address.</param>
/// <param name="Agent">What the client calls itself.</param>
[GenerateSerializer, Immutable, Alias("ClientOrigin")]
public sealed record ClientOrigin(string? Address, string? Agent)
{
    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(ClientOrigin);
}

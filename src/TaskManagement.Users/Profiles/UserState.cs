using System.Collections.Immutable;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Users.Profiles;

/// <summary>A user, folded from <c>user-{id}</c>.</summary>
internal sealed record UserState(
    UserId Id,
    Personal<string> Email,
    Personal<string> Handle,
    Personal<string> FirstName,
    Personal<string> LastName,
    Personal<string> PasswordHash,
    ImmutableArray<string> Roles,
    UserPreferences Preferences,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastLoginAt)
{
    private const string NameOfErased = "deleted user";

    /// <summary>The stream of a user.</summary>
    public static StreamName StreamOf(UserId id) => StreamName.Of(UserEvent.Category, id.Value);

    /// <summary>The fold.</summary>
    public static UserState Evolve(UserState? state, UserEvent @event, EventMetadata metadata) => (state, @event) switch
    {
        (null, UserRegistered registered) => Registered(registered, metadata.At),
        (not null, UserUpdated updated) => state with
        {
            FirstName = updated.FirstName,
            LastName = updated.LastName,
            Preferences = updated.Preferences.Value ?? UserPreferences.Default,
        },
        (not null, UserPasswordChanged changed) => state with { PasswordHash = changed.PasswordHash },
        (not null, UserPasswordRehashed rehashed) => state with { PasswordHash = rehashed.PasswordHash },
        (not null, UserLoggedIn) => state with { LastLoginAt = metadata.At },
        _ => throw new InvalidOperationException(
            $"{@event.GetType().Name} cannot follow in the stream of user {state?.Id.ToString() ?? "nobody"}."),
    };

    /// <summary>The user as the user sees it. Of an erased person nothing is left to see.</summary>
    public UserProfile Profile(long version) => new(
        Id,
        Email.Value ?? string.Empty,
        Handle.Value ?? string.Empty,
        FirstName.Value ?? string.Empty,
        LastName.Value ?? string.Empty,
        Roles,
        Preferences,
        CreatedAt,
        LastLoginAt,
        version);

    /// <summary>The user as others see it.</summary>
    public UserCard Card() => new(
        Id,
        Handle.Value ?? string.Empty,
        FirstName.Value is { } first && LastName.Value is { } last ? $"{first} {last}" : NameOfErased);

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => $"user {Id}";

    private static UserState Registered(UserRegistered registered, DateTimeOffset at) => new(
        registered.UserId,
        registered.Email,
        registered.Handle,
        registered.FirstName,
        registered.LastName,
        registered.PasswordHash,
        registered.Roles,
        UserPreferences.Default,
        at,
        null);
}

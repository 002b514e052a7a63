using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Users;

/// <summary>Events of a user's own stream, <c>user-{id}</c>.</summary>
public abstract record UserEvent : IDomainEvent
{
    /// <summary>The category of these streams.</summary>
    public const string Category = "user";
}

/// <summary>An account was made.</summary>
[EventType("user.registered.v1")]
public sealed record UserRegistered(
    UserId UserId,
    Personal<string> Email,
    Personal<string> Handle,
    Personal<string> FirstName,
    Personal<string> LastName,
    Personal<string> PasswordHash,
    ImmutableArray<string> Roles) : UserEvent;

/// <summary>The user said something else of themselves; all of it as it is now.</summary>
[EventType("user.updated.v1")]
public sealed record UserUpdated(
    UserId UserId,
    Personal<string> FirstName,
    Personal<string> LastName,
    Personal<UserPreferences> Preferences) : UserEvent;

/// <summary>The user logged in with a password.</summary>
[EventType("user.logged_in.v1")]
public sealed record UserLoggedIn(UserId UserId, SessionId SessionId) : UserEvent;

/// <summary>The user chose another password. The old hash is no history anyone asks for.</summary>
[EventType("user.password_changed.v1")]
public sealed record UserPasswordChanged(UserId UserId, Personal<string> PasswordHash) : UserEvent;

/// <summary>The same password was hashed anew, with more rounds.</summary>
[EventType("user.password_rehashed.v1")]
public sealed record UserPasswordRehashed(UserId UserId, Personal<string> PasswordHash) : UserEvent;

/// <summary>Events of an address's stream, <c>email-{hmac}</c>, or a handle's, <c>handle-{hmac}</c>.</summary>
public abstract record NameEvent : IDomainEvent;

/// <summary>The name now belongs to this account, and to no other.</summary>
[EventType("name.claimed.v1")]
public sealed record NameClaimed(UserId UserId) : NameEvent;

/// <summary>Events of the installation's stream, <c>installation</c>.</summary>
public abstract record InstallationEvent : IDomainEvent;

/// <summary>The first account was made; it administers this installation.</summary>
[EventType("installation.claimed.v1")]
public sealed record InstallationClaimed(UserId AdministratorId) : InstallationEvent;

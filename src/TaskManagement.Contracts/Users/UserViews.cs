using System.Collections.Immutable;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Users;

/// <summary>A user as the user sees it.</summary>
[GenerateSerializer, Immutable, Alias("UserProfile")]
public sealed record UserProfile(
    UserId Id,
    string Email,
    string Handle,
    string FirstName,
    string LastName,
    ImmutableArray<string> Roles,
    UserPreferences Preferences,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastLoginAt,
    long Version)
{
    /// <summary>Says nothing of the person: a record's own text would carry it into logs.</summary>
    public override string ToString() => $"user {Id}";
}

/// <summary>What a user has chosen.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
/// <param name="TaskSortOrder"><c>priority</c>, <c>dueDate</c> or <c>createdAt</c>.</param>
/// <param name="TimeZone">An IANA name.</param>
/// <param name="Locale">A BCP 47 tag.</param>
/// <param name="DueLeadMinutes">
/// How long before it is due a task is due soon; <c>null</c> for what holds on this server.
/// </param>
[GenerateSerializer, Immutable, Alias("UserPreferences")]
public sealed record UserPreferences(
    string Theme, string TaskSortOrder, string TimeZone, string Locale, int? DueLeadMinutes = null)
{
    /// <summary>What holds until the user chooses.</summary>
    public static UserPreferences Default { get; } = new("system", "priority", "Etc/UTC", "en");

    /// <summary>Says nothing of the person: a record's own text would carry it into logs.</summary>
    public override string ToString() => "preferences";
}

/// <summary>What others see of a user: enough to render a name.</summary>
/// <param name="DisplayName">First and last name; "deleted user" once the person is erased.</param>
[GenerateSerializer, Immutable, Alias("UserCard")]
public sealed record UserCard(UserId Id, string Handle, string DisplayName)
{
    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => $"user {Id}";
}

/// <summary>What a log-in or a refresh gives.</summary>
/// <param name="AccessToken">A JWT, signed with ES256.</param>
/// <param name="RefreshToken">Good for one exchange.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Lifetime of the access token in seconds.</param>
[GenerateSerializer, Immutable, Alias("TokenPair")]
public sealed record TokenPair(string AccessToken, string RefreshToken, string TokenType, int ExpiresIn)
{
    /// <summary>Says nothing of the tokens: a record's own text would carry them into logs.</summary>
    public override string ToString() => "tokens";
}

/// <summary>A public key that verifies access tokens (RFC 7517, EC P-256).</summary>
[GenerateSerializer, Immutable, Alias("VerificationKey")]
public sealed record VerificationKey(string KeyId, string X, string Y);

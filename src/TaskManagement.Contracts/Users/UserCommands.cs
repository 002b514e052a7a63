using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Users;

/// <summary>Make an account. The first one administers the installation.</summary>
[GenerateSerializer, Immutable, Alias("RegisterUser")]
public sealed record RegisterUser(string Email, string Handle, string FirstName, string LastName, string Password)
{
    /// <summary>Says nothing of the person: a record's own text would carry it into logs.</summary>
    public override string ToString() => nameof(RegisterUser);
}

/// <summary>Log in with address and password.</summary>
/// <param name="Email">The address.</param>
/// <param name="Password">The password.</param>
/// <param name="Client">From where, as the front end sees it.</param>
[GenerateSerializer, Immutable, Alias("LogIn")]
public sealed record LogIn(string Email, string Password, ClientOrigin? Client = null)
{
    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(LogIn);
}

/// <summary>Change one's password.</summary>
/// <param name="CurrentPassword">Proves that it is the user, and not someone who found the screen unlocked.</param>
/// <param name="NewPassword">What takes its place.</param>
/// <param name="Session">The one session that goes on.</param>
[GenerateSerializer, Immutable, Alias("ChangePassword")]
public sealed record ChangePassword(string CurrentPassword, string NewPassword, SessionId Session)
{
    /// <summary>Says nothing of the passwords.</summary>
    public override string ToString() => nameof(ChangePassword);
}

/// <summary>Change what a user says of themselves; what is absent stays.</summary>
[GenerateSerializer, Immutable, Alias("PatchUser")]
public sealed record PatchUser(
    Optional<string> FirstName, Optional<string> LastName, PatchPreferences Preferences)
{
    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(PatchUser);
}

/// <summary>Change some of a user's <see cref="UserPreferences"/>; what is absent stays.</summary>
[GenerateSerializer, Immutable, Alias("PatchPreferences")]
public sealed record PatchPreferences(
    Optional<string> Theme = default,
    Optional<string> TaskSortOrder = default,
    Optional<string> TimeZone = default,
    Optional<string> Locale = default,
    Optional<int?> DueLeadMinutes = default)
{
    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(PatchPreferences);
}

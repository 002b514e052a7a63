using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Users;

/// <summary>Change one's profile (RFC 7396).</summary>
internal sealed record PatchUserBody(
    Optional<string> FirstName = default,
    Optional<string> LastName = default,
    Optional<PatchPreferencesBody> Preferences = default)
{
    public PatchUser ToCommand() =>
        new(FirstName, LastName, Preferences.Value?.ToCommand() ?? new PatchPreferences());

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(PatchUserBody);
}

/// <summary>Change some of one's preferences.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
/// <param name="TaskSortOrder"><c>priority</c>, <c>dueDate</c> or <c>createdAt</c>.</param>
/// <param name="TimeZone">An IANA name, such as <c>Europe/Vienna</c>.</param>
/// <param name="Locale">A BCP 47 tag, such as <c>de-AT</c>.</param>
/// <param name="DueLeadMinutes">
/// How long before it is due a task is due soon, up to 31 days; <c>null</c> for what holds on this server.
/// </param>
internal sealed record PatchPreferencesBody(
    Optional<string> Theme = default,
    Optional<string> TaskSortOrder = default,
    Optional<string> TimeZone = default,
    Optional<string> Locale = default,
    Optional<int?> DueLeadMinutes = default)
{
    public PatchPreferences ToCommand() => new(Theme, TaskSortOrder, TimeZone, Locale, DueLeadMinutes);
}

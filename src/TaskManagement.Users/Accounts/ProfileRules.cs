using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodaTime;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Users.Accounts;

/// <summary>What users may say of themselves.</summary>
internal static partial class ProfileRules
{
    private const int DueLeadMinutesMax = 31 * 24 * 60;

    private static readonly ImmutableArray<string> Themes = ["light", "dark", "system"];
    private static readonly ImmutableArray<string> SortOrders = ["priority", "dueDate", "createdAt"];

    /// <summary>What is wrong with which field.</summary>
    public static ImmutableDictionary<string, string> FaultsOf(PatchUser patch)
    {
        var faults = ImmutableDictionary.CreateBuilder<string, string>();
        var preferences = patch.Preferences;
        Check("firstName", patch.FirstName, NameRules.FaultOf);
        Check("lastName", patch.LastName, NameRules.FaultOf);
        Check("preferences.theme", preferences.Theme, theme => FaultOfChoice(theme, Themes));
        Check("preferences.taskSortOrder", preferences.TaskSortOrder, order => FaultOfChoice(order, SortOrders));
        Check("preferences.timeZone", preferences.TimeZone, FaultOfZone);
        Check("preferences.locale", preferences.Locale, FaultOfLocale);
        Check("preferences.dueLeadMinutes", preferences.DueLeadMinutes, FaultOfLead);
        return faults.ToImmutable();

        void Check<T>(string field, Optional<T> given, Func<T, string?> faultOf)
        {
            if (given.HasValue && faultOf(given.Value) is { } fault)
                faults.Add(field, fault);
        }
    }

    private static string? FaultOfChoice(string? given, ImmutableArray<string> choices) =>
        given is not null && choices.Contains(given) ? null : $"must be one of {string.Join(", ", choices)}";

    private static string? FaultOfZone(string? given) =>
        given is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(given) is not null
            ? null
            : "must be an IANA time zone such as Europe/Vienna";

    private static string? FaultOfLocale(string? given) =>
        given is not null && Locale().IsMatch(given) ? null : "must be a language tag (BCP 47) such as de-AT";

    private static string? FaultOfLead(int? given) =>
        given is null or (>= 0 and <= DueLeadMinutesMax)
            ? null
            : $"must be a whole number of minutes from 0 to {DueLeadMinutesMax}, or null for what holds on this server";

    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}\z")]
    private static partial Regex Locale();
}

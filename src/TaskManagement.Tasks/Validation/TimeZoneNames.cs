using System.Text.RegularExpressions;

namespace TaskManagement.Tasks.Validation;

/// <summary>IANA time zones, such as <c>Europe/Vienna</c>.</summary>
internal static partial class TimeZoneNames
{
    /// <summary>The zone, or <c>null</c> where there is none of that name.</summary>
    public static TimeZoneInfo? Find(string name) =>
        // The pattern comes first: the lookup reads files by name, and a name is a user's input.
        Pattern().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId
            ? zone
            : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_+\-]{1,32}(/[A-Za-z0-9_+\-]{1,32}){0,2}\z")]
    private static partial Regex Pattern();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskManagement.Api.Imports.Todoist;

/// <summary>Takes the time of day off the end of a date.</summary>
internal static partial class TodoistTime
{
    private const int Noon = 12;

    /// <summary>What comes before the time, and the time; <c>null</c> where there is none.</summary>
    public static (string Date, TimeOnly? Time) Split(string text)
    {
        var match = AtEnd().Match(text);
        if (!match.Success)
            return (text, null);
        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"] is { Success: true, Value: var given }
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : 0;
        if (match.Groups["half"] is { Success: true, Value: var half })
        {
            if (hour is < 1 or > Noon)
                return (text, null);
            hour = (hour % Noon) + (half[0] == 'p' ? Noon : 0);
        }

        return hour < 24 && minute < 60
            ? (text[..match.Index].TrimEnd(), new TimeOnly(hour, minute))
            : (text, null);
    }

    /// <summary>"at 9", "@ 9:30", "14:00", "9am", "9:30 pm", and the tail of 2026-05-01T09:00:00.</summary>
    [GeneratedRegex(
        @"(?:(?:^|\s)(?:at|@)\s*(?<hour>\d{1,2})(?::(?<minute>\d{2}))?(?::\d{2})?\s*(?<half>am|pm)?"
        + @"|(?:^|\s|(?<=\d)t)(?<hour>\d{1,2}):(?<minute>\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?<half>am|pm)?"
        + @"|(?:^|\s)(?<hour>\d{1,2})\s*(?<half>am|pm))\z")]
    private static partial Regex AtEnd();
}

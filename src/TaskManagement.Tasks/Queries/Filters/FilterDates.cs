using System.Globalization;
using System.Text.RegularExpressions;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>Reads dates of a filter: days, instants, and what is counted from today or now.</summary>
internal static partial class FilterDates
{
    private const int AmountMax = 9_999;

    public static FilterValue Read(FilterToken token)
    {
        if (TaskDate.TryParse(token.Text, out var date)
            && YearOf(date) is >= TaskBounds.YearMin and <= TaskBounds.YearMax)
            return date.Day is { } day ? new DayValue(day) : new InstantValue(date.Instant!.Value);
        return Relative(token) ?? throw FilterFault.At(
            token.Column,
            $"'{token.Text}' is no date; write 2026-03-03, 2026-03-03T09:00:00Z, yesterday, today or tomorrow with +7d "
            + "or the like (d, w, m, y), or now with -2h");
    }

    private static RelativeValue? Relative(FilterToken token)
    {
        var match = Pattern().Match(token.Text);
        if (!match.Success)
            return null;
        var amount = match.Groups["amount"] is { Success: true } digits
            ? int.Parse(digits.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : 0;
        var unit = Unit(match.Groups["unit"].Value);
        if (Math.Abs(amount) > AmountMax)
            throw FilterFault.At(token.Column, $"count to {AmountMax} at most");
        var @base = match.Groups["base"].Value;
        if (unit == FilterUnit.Hours && @base != "now")
            throw FilterFault.At(token.Column, "days have no hours; count them from now");
        return @base switch
        {
            "now" => new RelativeValue(IsNow: true, amount, unit),
            "today" => new RelativeValue(IsNow: false, amount, unit),
            var near when amount == 0 => new RelativeValue(IsNow: false, near == "tomorrow" ? 1 : -1, FilterUnit.Days),
            _ => throw FilterFault.At(token.Column, "count from today or from now"),
        };
    }

    private static FilterUnit Unit(string text) => text switch
    {
        "h" => FilterUnit.Hours,
        "w" => FilterUnit.Weeks,
        "m" => FilterUnit.Months,
        "y" => FilterUnit.Years,
        _ => FilterUnit.Days,
    };

    private static int YearOf(TaskDate date) => date.Day?.Year ?? date.Instant!.Value.Year;

    [GeneratedRegex(@"\A(?<base>now|today|tomorrow|yesterday)((?<amount>[+-][0-9]{1,4})(?<unit>[hdwmy]))?\z")]
    private static partial Regex Pattern();
}

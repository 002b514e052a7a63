using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace TaskManagement.Tasks.Recurrence;

/// <summary>Reads a rule. What is wrong is told with the part that is, and with the fix.</summary>
internal sealed class RecurrenceRuleParser
{
    private const string Prefix = "RRULE:";
    private const int SetPositionMax = 366;
    private const int WeeksOfYearMax = 53;
    private const int WeeksOfMonthMax = 5;

    private static readonly ImmutableArray<string> Known =
    [
        "FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL", "WKST",
    ];

    private readonly Dictionary<string, string> _parts = [];
    private string? _complaint;

    private RecurrenceRuleParser()
    {
    }

    /// <summary>The rule, or <c>null</c> with what is wrong.</summary>
    public static RecurrenceRule? Parse(string text, out string? complaint)
    {
        var parser = new RecurrenceRuleParser();
        parser.Split(text);
        var rule = parser.Read();
        parser.Check(rule);
        complaint = parser._complaint;
        return complaint is null ? rule : null;
    }

    private void Split(string text)
    {
        if (text.Length > RecurrenceRule.LengthMax)
        {
            Complain($"has {text.Length} characters; shorten it to {RecurrenceRule.LengthMax}");
            return;
        }

        var rule = text.Trim().ToUpperInvariant();
        if (rule.StartsWith(Prefix, StringComparison.Ordinal))
            rule = rule[Prefix.Length..];
        foreach (var part in rule.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Split('=')[0];
            if (!Known.Contains(name))
                Complain($"part {name} is not known; use {string.Join(", ", Known)}");
            else if (part.Length <= name.Length + 1)
                Complain($"{name} has no value; give one, as in {name}=…, or take it out");
            else if (!_parts.TryAdd(name, part[(name.Length + 1)..]))
                Complain($"{name} is there twice; keep one");
        }
    }

    private RecurrenceRule Read() => new(Frequency())
    {
        Interval = Number("INTERVAL", RecurrenceRule.IntervalMax) ?? 1,
        ByDay = ByDay(),
        ByMonthDay = Numbers("BYMONTHDAY", 31, negative: true),
        ByMonth = Numbers("BYMONTH", 12, negative: false),
        BySetPosition = Numbers("BYSETPOS", SetPositionMax, negative: true),
        Count = Number("COUNT", RecurrenceRule.CountMax),
        Until = Until(),
        WeekStart = WeekStart(),
    };

    private RecurrenceFrequency Frequency()
    {
        switch (_parts.GetValueOrDefault("FREQ"))
        {
            case "DAILY":
                return RecurrenceFrequency.Daily;
            case "WEEKLY":
                return RecurrenceFrequency.Weekly;
            case "MONTHLY":
                return RecurrenceFrequency.Monthly;
            case "YEARLY":
                return RecurrenceFrequency.Yearly;
            case null:
                Complain("FREQ is missing; give FREQ=DAILY, WEEKLY, MONTHLY or YEARLY");
                return default;
            default:
                Complain($"FREQ={_parts["FREQ"]} is no frequency of days; give DAILY, WEEKLY, MONTHLY or YEARLY");
                return default;
        }
    }

    private int? Number(string name, int max)
    {
        if (!_parts.TryGetValue(name, out var text))
            return null;
        if (IsNumber(text, out var number) && number >= 1 && number <= max)
            return number;
        Complain($"{name}={text} is out of range; give 1 to {max}");
        return null;
    }

    private ImmutableArray<int> Numbers(string name, int max, bool negative)
    {
        if (!_parts.TryGetValue(name, out var text))
            return [];
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var item in text.Split(','))
        {
            if (IsNumber(item, out var number) && number != 0 && number <= max && number >= (negative ? -max : 1))
                numbers.Add(number);
            else
                Complain($"{name} holds {item}; give 1 to {max}" + (negative ? $", or -1 to -{max} from the end" : ""));
        }

        return [.. numbers.Distinct().Order()];
    }

    private ImmutableArray<RecurringWeekday> ByDay()
    {
        if (!_parts.TryGetValue("BYDAY", out var text))
            return [];
        var days = ImmutableArray.CreateBuilder<RecurringWeekday>();
        foreach (var item in text.Split(','))
        {
            var ordinal = 0;
            var day = item.Length < 2 ? null : Weekdays.Find(item[^2..]);
            if (day is null || (item.Length > 2 && (!IsNumber(item[..^2], out ordinal) || ordinal == 0)))
                Complain($"BYDAY holds {item}; give days such as MO, 2TU (the second) or -1FR (the last)");
            else
                days.Add(new RecurringWeekday(day.Value, item.Length > 2 ? ordinal : null));
        }

        return [.. days.Distinct().OrderBy(day => day.Day).ThenBy(day => day.Ordinal)];
    }

    private RecurrenceEnd? Until()
    {
        if (!_parts.TryGetValue("UNTIL", out var text))
            return null;
        var end = RecurrenceEnd.Find(text);
        if (end is null)
            Complain($"UNTIL={text} is no time; give 20270131, 20270131T090000 or 20270131T080000Z");
        return end;
    }

    private IsoDayOfWeek WeekStart()
    {
        if (!_parts.TryGetValue("WKST", out var text))
            return IsoDayOfWeek.Monday;
        var day = Weekdays.Find(text);
        if (day is null)
            Complain($"WKST={text} is no day; give MO to SU");
        return day ?? IsoDayOfWeek.Monday;
    }

    /// <summary>What RFC 5545 says of parts beside each other.</summary>
    private void Check(RecurrenceRule rule)
    {
        if (rule is { Count: not null, Until: not null })
            Complain("COUNT and UNTIL exclude each other; keep one");
        if (rule.Frequency == RecurrenceFrequency.Weekly && !rule.ByMonthDay.IsEmpty)
            Complain("BYMONTHDAY does not go with FREQ=WEEKLY; use MONTHLY or BYDAY");
        if (!rule.BySetPosition.IsEmpty && !rule.NamesDays && rule.ByMonth.IsEmpty)
            Complain("BYSETPOS needs days to choose from; add BYDAY or BYMONTHDAY");
        foreach (var weekday in rule.ByDay)
            CheckOrdinal(rule, weekday);
    }

    private void CheckOrdinal(RecurrenceRule rule, RecurringWeekday weekday)
    {
        if (weekday.Ordinal is not { } ordinal)
            return;
        if (rule.Frequency is RecurrenceFrequency.Daily or RecurrenceFrequency.Weekly)
            Complain($"BYDAY={weekday} counts within a month or year; use FREQ=MONTHLY or YEARLY, or leave the number");
        var max = DayPattern.CountsWithinMonths(rule) ? WeeksOfMonthMax : WeeksOfYearMax;
        if (Math.Abs((long)ordinal) > max)
            Complain($"BYDAY={weekday} is out of range; number the days 1 to {max}, or -1 to -{max} from the end");
    }

    private void Complain(string complaint) => _complaint ??= complaint;

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}

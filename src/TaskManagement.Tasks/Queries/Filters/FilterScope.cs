using System.Collections.Immutable;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>What a filter means depends on who asks, when and where.</summary>
/// <param name="TimeZone">The IANA zone whose days are meant.</param>
/// <param name="Handles">Who has the handles that the filter names; those that nobody has are missing.</param>
/// <param name="ListKeys">The search keys of the lists that are searched.</param>
internal sealed record FilterScope(
    UserId Caller,
    DateTimeOffset Now,
    TimeZoneInfo TimeZone,
    ImmutableDictionary<string, UserId> Handles,
    ImmutableArray<string> ListKeys)
{
    private const int DaysOfWeek = 7;

    /// <summary>The caller's day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, TimeZone).DateTime);

    /// <summary>The day that a value means; <c>null</c> where it means an instant.</summary>
    public DateOnly? DayOf(FilterValue value) => value switch
    {
        DayValue day => day.Day,
        RelativeValue { IsNow: false } relative => Shifted(relative),
        _ => null,
    };

    /// <summary>The instant that a value means, where it is no day.</summary>
    public DateTimeOffset InstantOf(FilterValue value) => value switch
    {
        InstantValue instant => instant.Instant,
        RelativeValue relative => Shifted(Now, relative),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is no instant."),
    };

    /// <summary>When a day of the caller begins.</summary>
    public DateTimeOffset StartOf(DateOnly day) => DueInstant.StartOf(day, TimeZone);

    private DateOnly Shifted(RelativeValue value) => value.Unit switch
    {
        FilterUnit.Weeks => Today.AddDays(value.Amount * DaysOfWeek),
        FilterUnit.Months => Today.AddMonths(value.Amount),
        FilterUnit.Years => Bounded(Today, value.Amount),
        _ => Today.AddDays(value.Amount),
    };

    private static DateTimeOffset Shifted(DateTimeOffset now, RelativeValue value) => value.Unit switch
    {
        FilterUnit.Hours => now.AddHours(value.Amount),
        FilterUnit.Weeks => now.AddDays(value.Amount * DaysOfWeek),
        FilterUnit.Months => now.AddMonths(value.Amount),
        FilterUnit.Years => now.AddYears(Math.Clamp(value.Amount, 1 - now.Year, DateTime.MaxValue.Year - now.Year)),
        _ => now.AddDays(value.Amount),
    };

    /// <summary>Years are counted to the ends of the calendar, beyond which there is no task.</summary>
    private static DateOnly Bounded(DateOnly day, int years) =>
        day.AddYears(Math.Clamp(years, 1 - day.Year, DateOnly.MaxValue.Year - 1 - day.Year));
}

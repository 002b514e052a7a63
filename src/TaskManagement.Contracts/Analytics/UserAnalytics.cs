using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Contracts.Analytics;

/// <summary>A range of calendar days, both ends included.</summary>
/// <param name="TimeZone">The IANA zone whose days they are.</param>
[GenerateSerializer, Immutable, Alias("DayRange")]
public sealed record DayRange(DateOnly From, DateOnly To, string TimeZone);

/// <summary>A user's numbers.</summary>
/// <param name="Assigned">Tasks assigned to the user that exist now.</param>
/// <param name="Completed">Those of them that are done.</param>
/// <param name="CompletionRate">Completed ÷ assigned, 0 to 1; <c>null</c> where nothing is assigned.</param>
/// <param name="AverageCompletionSeconds">
/// From creation to completion, over the tasks completed in the range; <c>null</c> where there is none.
/// </param>
/// <param name="DailyCompletions">One entry a day of the range, zeros included.</param>
/// <param name="Trend">How the range compares with the one before it.</param>
[GenerateSerializer, Immutable, Alias("UserAnalytics")]
public sealed record UserAnalytics(
    DateOnly From,
    DateOnly To,
    string TimeZone,
    int Assigned,
    int Completed,
    double? CompletionRate,
    double? AverageCompletionSeconds,
    ImmutableArray<DailyCount> DailyCompletions,
    CompletionTrend Trend);

/// <summary>A number of a day.</summary>
[GenerateSerializer, Immutable, Alias("DailyCount")]
public sealed record DailyCount(DateOnly Date, int Count);

/// <summary>Completions of the range beside those of the equally long range before it.</summary>
/// <param name="Direction"><c>up</c>, <c>down</c> or <c>flat</c>.</param>
[GenerateSerializer, Immutable, Alias("CompletionTrend")]
public sealed record CompletionTrend(int Current, int Preceding, string Direction);

/// <summary>Answers about one user. The key is the user's id.</summary>
[Alias("IUserAnalyticsGrain")]
public interface IUserAnalyticsGrain : IGrainWithGuidKey
{
    /// <summary>The numbers of a range; for the user alone.</summary>
    [Alias("Get")]
    Task<Result<UserAnalytics>> Get(Caller caller, DayRange range);
}

using TaskManagement.Contracts.Analytics;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Analytics.Users;

[GrainType("user-analytics")]
internal sealed class UserAnalyticsGrain(UserRollUps rollUps) : Grain, IUserAnalyticsGrain
{
    private UserId User => new(this.GetPrimaryKey());

    public async Task<Result<UserAnalytics>> Get(Caller caller, DayRange range)
    {
        // Not for administrators either: how much someone works is that person's own affair.
        if (caller.UserId == default || caller.UserId != User)
            return Refusals.NotFound("user");
        var days = CalendarDays.Of(range);
        if (!days.Succeeded)
            return days.Refusal;
        var totals = await rollUps.TotalsAsync(User);
        var slots = await rollUps.SlotsAsync(User, days.Value.Preceding().Starts[0], days.Value.Starts[^1]);
        return UserNumbers.Of(range, days.Value, totals, slots);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Analytics;

namespace TaskManagement.Api.Analytics;

/// <summary>Numbers about users.</summary>
internal static partial class AnalyticsEndpoints
{
    private const int DaysMax = 366;
    private const string RangeDefault = "last_30_days";
    private const string ZoneDefault = "Etc/UTC";

    private static readonly ImmutableArray<string> Ranges =
        ["last_7_days", RangeDefault, "last_90_days", "last_365_days"];

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapRead("/analytics/users/{id}", OfUser, new RouteDescription("A user's numbers")
        {
            Remarks = "For the user alone; me is the caller. A range that ends today, or from and to, both included.",
            Query =
            [
                new("range", "The days up to today.") { Values = Ranges },
                new("from", "The first day.") { Format = "date" },
                new("to", "The last day.") { Format = "date" },
                new("timeZone", $"The IANA zone whose days they are; {ZoneDefault} where it is absent."),
            ],
            Answer = typeof(UserAnalytics),
        }).RequireAuthorization(Policies.User);

    private static async Task<Answer> OfUser(ApiRequest request)
    {
        var user = request.UserOrMe("id");
        var grain = request.Grains.GetGrain<IUserAnalyticsGrain>(user.Value);
        return Answer.Ok(await request.AskAsync(grain.Get(request.Caller, RangeOf(request.Query, request.Clock))));
    }

    private static DayRange RangeOf(QueryReader query, TimeProvider clock)
    {
        var zone = ZoneOf(query);
        var (from, to) = (query.Day("from"), query.Day("to"));
        if (from is null && to is null)
            return RangeUpToToday(query, zone, clock);
        if (query.Raw("range") is not null)
            throw QueryReader.Invalid("range", "is given beside from and to; give one or the other");
        if (from is not { } first)
            throw QueryReader.Invalid("from", "is missing beside to");
        if (to is not { } last)
            throw QueryReader.Invalid("to", "is missing beside from");
        if (last < first || last.DayNumber - first.DayNumber >= DaysMax)
            throw QueryReader.Invalid("to", $"is to be no earlier than from and at most {DaysMax} days in all");
        return new DayRange(first, last, zone.Id);
    }

    private static DayRange RangeUpToToday(QueryReader query, TimeZoneInfo zone, TimeProvider clock)
    {
        var range = query.Choice("range", Ranges, RangeDefault);
        var days = int.Parse(range.Split('_')[1], CultureInfo.InvariantCulture);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        return new DayRange(today.AddDays(1 - days), today, zone.Id);
    }

    private static TimeZoneInfo ZoneOf(QueryReader query)
    {
        var name = query.Text("timeZone") ?? ZoneDefault;
        // The pattern comes first: the lookup reads files by name, and a name is a user's input.
        return ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId
            ? zone
            : throw QueryReader.Invalid("timeZone", "is to be an IANA time zone such as Europe/Berlin");
    }

    [GeneratedRegex(@"\A(?=.{1,64}\z)[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+){0,2}\z")]
    private static partial Regex ZoneName();
}

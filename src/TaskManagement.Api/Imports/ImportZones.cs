using System.Text.RegularExpressions;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Imports;

/// <summary>The time zone of dates that have none of their own.</summary>
internal static partial class ImportZones
{
    private const string Name = "timeZone";

    /// <summary>Names the zone.</summary>
    public static QueryParameter Parameter { get; } = new(
        Name, "The IANA zone of days and times that have none in the file; your own (see preferences) where absent.");

    /// <summary>The zone that a request names, or else the caller's own.</summary>
    public static async Task<TimeZoneInfo> OfAsync(ApiRequest request)
    {
        if (request.Query.Text(Name) is { } given)
            return Find(given) ?? throw QueryReader.Invalid(Name, "must be an IANA time zone such as Europe/Vienna");
        return await OfCallerAsync(request);
    }

    /// <summary>The caller's own zone.</summary>
    public static async Task<TimeZoneInfo> OfCallerAsync(ApiRequest request)
    {
        var user = request.Grains.GetGrain<IUserGrain>(request.Caller.UserId.Value);
        var profile = await request.AskAsync(user.Get(request.Caller));
        return Find(profile.Preferences.TimeZone) ?? TimeZoneInfo.Utc;
    }

    /// <summary>The zone, or <c>null</c> where there is none of that name.</summary>
    public static TimeZoneInfo? Find(string name) =>
        // The pattern comes first: the lookup reads files by name, and a name is a user's input.
        Pattern().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId
            ? zone
            : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_+\-]{1,32}(/[A-Za-z0-9_+\-]{1,32}){0,2}\z")]
    private static partial Regex Pattern();
}

using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>What users say of themselves.</summary>
[Collection(WholePathCollection.Name)]
public sealed class ProfilePathTests(ServerHost server)
{
    private const string Path = "/users/me";

    [Fact]
    public async Task Patch_WhenSomeIsGiven_ThenTheRestStays_AndItIsThereAfterwards()
    {
        var stranger = server.Stranger;
        var before = await stranger.SendAsync("GET", Path);

        var after = await stranger.SendAsync("PATCH", Path, new
        {
            preferences = new { theme = "dark", timeZone = "Europe/Vienna", dueLeadMinutes = 90 },
        });

        Assert.Equal(Text(before, "firstName"), Text(after, "firstName"));
        var preferences = after.GetProperty("preferences");
        Assert.Equal(
            ("dark", "Europe/Vienna", 90, "en"),
            (Text(preferences, "theme"), Text(preferences, "timeZone"),
                preferences.GetProperty("dueLeadMinutes").GetInt32(), Text(preferences, "locale")));
        Assert.Equal(after.ToString(), (await stranger.SendAsync("GET", Path)).ToString());

        var cleared = await stranger.SendAsync("PATCH", Path, new
        {
            preferences = new { theme = "system", timeZone = "Etc/UTC", dueLeadMinutes = (int?)null },
        });
        Assert.Equal(before.GetProperty("preferences").ToString(), cleared.GetProperty("preferences").ToString());
    }

    [Fact]
    public async Task Patch_WhenWrongOrStale_ThenRefusedAndNothingChanges()
    {
        var owner = server.Owner;
        using var shown = await owner.RespondAsync("GET", Path);
        var tag = shown.Headers.ETag!.ToString();
        await owner.RefusedAsync(
            400, "validation_failed", "PATCH", Path, new { preferences = new { timeZone = "Mars/Base" } });
        await owner.RefusedAsync(400, "validation_failed", "PATCH", Path, new { firstName = "" });
        await owner.RefusedAsync(400, "validation_failed", "PATCH", Path, new { email = "b@example.org" });

        var renamed = await owner.SendAsync(
            "PATCH", Path, new { lastName = "Renamed" }, 200, ("If-Match", tag), ("Idempotency-Key", "rename"));
        Assert.Equal("Renamed", Text(renamed, "lastName"));
        var again = await owner.SendAsync(
            "PATCH", Path, new { lastName = "Renamed" }, 200, ("If-Match", tag), ("Idempotency-Key", "rename"));
        Assert.Equal(renamed.ToString(), again.ToString());
        await owner.RefusedAsync(
            412, "version_stale", "PATCH", Path, new { lastName = "Late" }, ("If-Match", tag));
    }

    private static string Text(JsonElement thing, string member) => thing.GetProperty(member).GetString()!;
}

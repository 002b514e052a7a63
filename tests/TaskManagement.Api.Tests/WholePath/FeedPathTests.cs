using System.Net;
using System.Text.Json;
using TaskManagement.Api.Tests.Exports;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Calendars read lists under secret addresses, until these are revoked.</summary>
[Collection(WholePathCollection.Name)]
public sealed class FeedPathTests(ServerHost server)
{
    [Fact]
    public async Task Feed_WhenMade_ThenWhoeverKnowsTheAddressReadsTheListUntilItIsRevoked()
    {
        var owner = server.Owner;
        var list = await FullList.MakeAsync(owner);
        var made = await MakeAsync(owner, list.Id);
        var address = Address(made);
        Assert.Equal(43, address.Segments[^1].Length - ".ics".Length);

        using var nobody = new HttpClient();
        var calendar = CalendarText.Parse(await nobody.GetByteArrayAsync(address));
        Assert.Equal(
            new[] { list.Trip, list.Pack, list.Sum }.Order(),
            calendar.Parts("VTODO").Select(todo => todo.Value("UID")).Order());

        var all = await owner.SendAsync("GET", "/feeds");
        var shown = Assert.Single(
            all.GetProperty("items").EnumerateArray(), feed => FullList.IdOf(feed) == FullList.IdOf(made));
        Assert.Equal(["id", "listId", "createdAt"], shown.EnumerateObject().Select(member => member.Name));
        await owner.SendAsync("DELETE", $"/feeds/{FullList.IdOf(made)}", null, 204);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync(address)).StatusCode);
        await owner.RefusedAsync(404, "feed_not_found", "DELETE", $"/feeds/{FullList.IdOf(made)}");
    }

    [Fact]
    public async Task Feed_WhenNothingHasChanged_ThenNotModified_AndNewAfterAChange()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var task = await owner.TaskAsync(list, "One");
        var address = Address(await MakeAsync(owner, list));
        using var first = await owner.Client.GetAsync(address);
        var tag = first.Headers.ETag!.ToString();
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });

        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(address, tag));
        await owner.SendAsync("PATCH", $"/tasks/{task}", new { title = "Two" });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(address, tag));
        using var second = await owner.Client.GetAsync(address);
        await owner.SendAsync("DELETE", $"/tasks/{task}", null, 204);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(address, second.Headers.ETag!.ToString()));
    }

    [Fact]
    public async Task Feed_WhenMakerLosesTheList_ThenNotFound_AndFoundWhenItIsBack()
    {
        var (owner, reader) = (server.Owner, server.Stranger);
        var list = await owner.ListAsync();
        await owner.SendAsync("PUT", $"/lists/{list}/members/{reader.Id}", new { role = "viewer" });
        var made = await MakeAsync(reader, list);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Address(made)));
        await owner.SendAsync("DELETE", $"/lists/{list}/members/{reader.Id}", null, 204);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Address(made)));
        await owner.SendAsync("PUT", $"/lists/{list}/members/{reader.Id}", new { role = "viewer" });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Address(made)));
        await owner.SendAsync("DELETE", $"/lists/{list}", null, 204);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Address(made)));
        await reader.SendAsync("DELETE", $"/feeds/{FullList.IdOf(made)}", null, 204);
    }

    [Fact]
    public async Task Make_WhenRepeated_ThenTheSameFeed_AndTheAddressIsNotToldAgain()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var made = await MakeAsync(owner, list, ("Idempotency-Key", "feed-once"));
        var again = await MakeAsync(owner, list, ("Idempotency-Key", "feed-once"));

        Assert.Equal(FullList.IdOf(made), FullList.IdOf(again));
        Assert.Equal(JsonValueKind.Null, again.GetProperty("address").ValueKind);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Address(made)));
        var path = $"/feeds/{FullList.IdOf(made)}";
        await owner.SendAsync("DELETE", path, null, 204, ("Idempotency-Key", "feed-end"));
        await owner.SendAsync("DELETE", path, null, 204, ("Idempotency-Key", "feed-end"));
    }

    [Fact]
    public async Task Feed_WhenForeignOrMalformed_ThenNotFound()
    {
        var list = await server.Owner.ListAsync();
        var made = await MakeAsync(server.Owner, list);
        await server.Stranger.RefusedAsync(404, "list_not_found", "POST", $"/lists/{list}/feeds");
        await server.Stranger.RefusedAsync(404, "feed_not_found", "DELETE", $"/feeds/{FullList.IdOf(made)}");
        var others = await server.Stranger.SendAsync("GET", "/feeds");
        Assert.DoesNotContain(FullList.IdOf(made), others.ToString(), StringComparison.Ordinal);
        await server.Owner.RefusedAsync(404, "feed_not_found", "GET", "/feeds/x.ics");
        await server.Owner.RefusedAsync(404, "feed_not_found", "GET", $"/feeds/{new string('A', 43)}.ics");
        await server.Owner.RefusedAsync(404, "feed_not_found", "GET", $"/feeds/{FullList.IdOf(made)}.ics");
        using var nobody = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/v1/feeds")).StatusCode);
    }

    private static Task<JsonElement> MakeAsync(Person person, string list, params (string, string)[] headers) =>
        person.SendAsync("POST", $"/lists/{list}/feeds", null, 201, headers);

    private static Uri Address(JsonElement made) => new(made.GetProperty("address").GetString()!);

    private static async Task<HttpStatusCode> StatusAsync(Uri address, string? tag = null)
    {
        using var nobody = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return (await nobody.SendAsync(request)).StatusCode;
    }
}

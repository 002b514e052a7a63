using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Api.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class SessionPathTests(ServerHost server)
{
    [Fact]
    public async Task Sessions_WhenListed_ThenEachTellsFromWhereAndOneIsCurrent()
    {
        const string Handle = "sessions-listed";
        using var desk = (await server.RegisterAsync(Handle)).Client;
        var phone = await server.LogInAsync(Handle, Guid.Empty, "phone/1.0");

        var sessions = await SessionsOfAsync(phone);

        Assert.Equal([false, true], sessions.Select(session => session.GetProperty("current").GetBoolean()));
        Assert.Equal("phone/1.0", sessions[1].GetProperty("agent").GetString());
        Assert.Equal("127.0.0.1", sessions[1].GetProperty("address").GetString());
        Assert.False(sessions[0].TryGetProperty("agent", out var untold) && untold.ValueKind != JsonValueKind.Null);
        phone.Client.Dispose();
    }

    [Fact]
    public async Task Delete_WhenSessionIsOnesOwn_ThenBothFrontEndsRefuseIt()
    {
        const string Handle = "sessions-ended";
        var desk = await server.RegisterAsync(Handle);
        var phone = await server.LogInAsync(Handle, desk.Id, "phone/1.0");
        await using var other = await SecondFrontEnd.StartAsync(server);
        var elsewhere = desk with { Client = ClientOf(desk, other.Address) };
        await elsewhere.SendAsync("GET", "/users/me");
        var ended = (await SessionsOfAsync(phone))[0].GetProperty("id").GetString();

        await phone.SendAsync("DELETE", $"/users/me/sessions/{ended}", status: 204);
        await phone.SendAsync("DELETE", $"/users/me/sessions/{ended}", status: 204);

        foreach (var person in new[] { desk, elsewhere })
            await EndsAsync(person);
        await desk.RefusedAsync(
            401, "session_ended", "POST", "/tasks/batch", new { items = Array.Empty<object>() });
        await phone.RefusedAsync(
            401, "refresh_token_invalid", "POST", "/auth/refresh", new { refreshToken = desk.RefreshToken });
        Assert.Single(await SessionsOfAsync(phone));
        foreach (var person in new[] { desk, phone, elsewhere })
            person.Client.Dispose();
    }

    [Fact]
    public async Task Delete_WhenAllOthersAreMeant_ThenOnlyTheCurrentGoesOn()
    {
        const string Handle = "sessions-others";
        var desk = await server.RegisterAsync(Handle);
        var phone = await server.LogInAsync(Handle, desk.Id, "phone/1.0");
        var tablet = await server.LogInAsync(Handle, desk.Id, "tablet/1.0");

        await tablet.SendAsync("DELETE", "/users/me/sessions", status: 204);

        await EndsAsync(desk);
        await EndsAsync(phone);
        var left = Assert.Single(await SessionsOfAsync(tablet));
        Assert.True(left.GetProperty("current").GetBoolean());
        foreach (var person in new[] { desk, phone, tablet })
            person.Client.Dispose();
    }

    [Fact]
    public async Task Delete_WhenSessionIsSomeoneElses_ThenItGoesOn()
    {
        var theirs = (await SessionsOfAsync(server.Owner))[0].GetProperty("id").GetString();

        await server.Stranger.SendAsync("DELETE", $"/users/me/sessions/{theirs}", status: 204);
        await server.Stranger.RefusedAsync(404, "session_not_found", "DELETE", "/users/me/sessions/none");

        var left = await SessionsOfAsync(server.Owner);
        Assert.Contains(left, session => session.GetProperty("id").GetString() == theirs);
    }

    [Fact]
    public async Task LogOut_WhenDone_ThenTheAccessTokenEndsToo()
    {
        var person = await server.RegisterAsync("sessions-logout");

        await person.SendAsync("POST", "/auth/logout", new { refreshToken = person.RefreshToken }, 204);

        await EndsAsync(person);
        person.Client.Dispose();
    }

    private static HttpClient ClientOf(Person person, Uri address)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = person.Client.DefaultRequestHeaders.Authorization;
        return client;
    }

    private static async Task<IReadOnlyList<JsonElement>> SessionsOfAsync(Person person) =>
        [.. (await person.SendAsync("GET", "/users/me/sessions")).GetProperty("items").EnumerateArray()];

    private static Task EndsAsync(Person person) => Eventually.HoldsAsync(
        async () =>
        {
            using var response = await person.RespondAsync("GET", "/users/me");
            return (int)response.StatusCode == 401;
        },
        "the access token of an ended session is refused");
}

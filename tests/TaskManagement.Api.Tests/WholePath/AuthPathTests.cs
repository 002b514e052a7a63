using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Users;

namespace TaskManagement.Api.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class AuthPathTests(ServerHost server)
{
    [Fact]
    public async Task Register_WhenFirst_ThenAdministrator_WhenLater_ThenMember()
    {
        var first = await server.Administrator.SendAsync("GET", "/users/me");
        Assert.Contains("Administrator", first.GetProperty("roles").ToString(), StringComparison.Ordinal);
        var later = await server.Owner.SendAsync("GET", "/users/me");
        Assert.Equal("[\"Member\"]", later.GetProperty("roles").ToString());
        Assert.False(later.TryGetProperty("passwordHash", out _));
    }

    [Fact]
    public async Task Register_WhenAddressIsTaken_ThenConflict()
    {
        const string Taken = "owner@example.org";
        var body = new
        {
            email = Taken,
            handle = "other",
            firstName = "A",
            lastName = "B",
            password = "long enough 123",
        };
        using var response = await server.Stranger.RespondAsync("POST", "/auth/register", body);
        Assert.Equal(409, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Register_WhenFieldsAreBad_ThenEachIsNamed()
    {
        var body = new { email = "nobody", handle = "x y", firstName = "", lastName = "", password = "1" };
        using var response = await server.Stranger.RespondAsync("POST", "/auth/register", body);
        var problem = await ApiHost.ProblemOfAsync(response, 400, "validation_failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty("email", out _), problem.ToString());
    }

    [Fact]
    public async Task LogIn_WhenPasswordOrAddressIsWrong_ThenTheSameRefusal()
    {
        var wrong = await CodeAsync("owner@example.org");
        var unknown = await CodeAsync("nobody@example.org");
        Assert.Equal(wrong, unknown);

        async Task<string> CodeAsync(string email)
        {
            using var response = await server.Stranger.RespondAsync(
                "POST", "/auth/login", new { email, password = "quite wrong indeed" });
            Assert.Equal(401, (int)response.StatusCode);
            return (await ApiHost.BodyOfAsync(response)).GetProperty("code").GetString()!;
        }
    }

    [Fact]
    public async Task LogIn_WhenGuessedTooOften_ThenTooManyAndWhenToComeAgain()
    {
        var body = new { email = "guessed@example.org", password = "quite wrong indeed" };
        var max = new AuthOptions().AttemptsPerAccountMax;
        var (tried, response) = (0, await server.Stranger.RespondAsync("POST", "/auth/login", body));
        for (; (int)response.StatusCode == 401 && tried < 2 * max; tried++)
        {
            response.Dispose();
            response = await server.Stranger.RespondAsync("POST", "/auth/login", body);
        }

        Assert.True(tried >= max, $"Slowed after {tried} attempts.");
        await ApiHost.ProblemOfAsync(response, 429, "too_many_attempts");
        Assert.Equal(TimeSpan.FromMinutes(1), response.Headers.RetryAfter?.Delta);
        response.Dispose();
    }

    [Fact]
    public async Task Refresh_WhenTokenIsSpent_ThenRefused()
    {
        var person = await server.RegisterAsync("refresher");
        var body = new { refreshToken = person.RefreshToken };
        var fresh = await person.SendAsync("POST", "/auth/refresh", body);
        Assert.Equal("Bearer", fresh.GetProperty("tokenType").GetString());
        using var again = await person.RespondAsync("POST", "/auth/refresh", body);
        Assert.Equal(401, (int)again.StatusCode);
        await person.SendAsync("POST", "/auth/logout", new { refreshToken = "unknown" }, 204);
        person.Client.Dispose();
    }

    [Fact]
    public async Task User_WhenReadByOthers_ThenOnlyAdministratorsSeeIt()
    {
        var path = $"/users/{server.Owner.Id}";
        await server.Owner.SendAsync("GET", path);
        await server.Administrator.SendAsync("GET", path);
        await server.Stranger.RefusedAsync(404, "user_not_found", "GET", path);
        await server.Administrator.RefusedAsync(404, "user_not_found", "GET", $"/users/{Guid.CreateVersion7()}");
    }
}

[CollectionDefinition(Name)]
public sealed class WholePathCollection : ICollectionFixture<ServerHost>
{
    public const string Name = "Whole path";
}

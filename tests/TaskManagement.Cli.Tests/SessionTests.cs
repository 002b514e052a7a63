namespace TaskManagement.Cli.Tests;

public sealed class SessionTests
{
    private const string Ada = """{"id":"1","handle":"ada"}""";

    [Fact]
    public async Task LogIn_WhenRight_ThenTokensAreInAFileOfTheOwnerAlone_AndNotPrinted()
    {
        await using var server = await StubServer.StartAsync(seen => seen.Route == "POST /api/v1/auth/login"
            ? new(200, """{"accessToken":"secret-a","refreshToken":"secret-r"}""")
            : new(200, Ada));
        using var cli = new CliRun();
        var (code, output, error) = await cli.RunAsync(
            ["login", server.Address, "--email", "ada@example.org", "--password-stdin", "--json"], "correct horse\n");
        Assert.Equal((0, Ada + Environment.NewLine, ""), (code, output, error));
        Assert.Contains("correct horse\"", server.Requests.First().Body, StringComparison.Ordinal);
        Assert.Contains("secret-r", await File.ReadAllTextAsync(cli.SessionFile), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(cli.SessionFile));
    }

    [Fact]
    public async Task LogIn_WhenNobodyCanBeAsked_ThenFailedAndNothingIsSent()
    {
        await using var server = await StubServer.StartAsync(_ => new(500, ""));
        using var cli = new CliRun();
        var (code, _, error) = await cli.RunAsync(["login", server.Address, "--email", "ada@example.org"]);
        Assert.Equal(1, code);
        Assert.Contains("--password-stdin", error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Command_WhenNobodyIsLoggedIn_ThenSaysHowToLogIn()
    {
        using var cli = new CliRun();
        var (code, _, error) = await cli.RunAsync(["lists"]);
        Assert.Equal(1, code);
        Assert.Contains("taskman login", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_WhenManyMeetTheExpiredTokenAtOnce_ThenTheRefreshTokenIsSpentOnce()
    {
        await using var server = await StubServer.StartAsync(Expiring);
        using var cli = CliRun.LoggedIn(server);
        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => cli.RunAsync(["whoami", "--json"])));
        Assert.All(runs, run => Assert.Equal((0, Ada + Environment.NewLine, ""), run));
        Assert.Single(server.Requests, seen => seen.Route == "POST /api/v1/auth/refresh");
    }

    [Fact]
    public async Task Refresh_WhenSessionHasEnded_ThenSaysToLogInAgain()
    {
        await using var server = await StubServer.StartAsync(_ =>
            new(401, """{"code":"session_ended","detail":"The session has ended."}"""));
        using var cli = CliRun.LoggedIn(server);
        var (code, _, error) = await cli.RunAsync(["whoami"]);
        Assert.Equal(1, code);
        Assert.Contains("session_ended: The session has ended.", error, StringComparison.Ordinal);
        Assert.Contains("taskman login", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogOut_WhenLoggedIn_ThenServerAndFileForget()
    {
        await using var server = await StubServer.StartAsync(_ => new(204, ""));
        using var cli = CliRun.LoggedIn(server);
        Assert.Equal((0, "", ""), await cli.RunAsync(["logout"]));
        Assert.Contains("refresh-1", Assert.Single(server.Requests).Body, StringComparison.Ordinal);
        Assert.False(File.Exists(cli.SessionFile));
    }

    private static Reply Expiring(Seen seen) => seen switch
    {
        { Route: "POST /api/v1/auth/refresh" } => new(200, """{"accessToken":"access-2","refreshToken":"refresh-2"}"""),
        { Authorization: "Bearer access-2" } => new(200, Ada),
        _ => new(401, """{"code":"token_expired","detail":"The access token has expired."}"""),
    };
}

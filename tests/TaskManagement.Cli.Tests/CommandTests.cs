namespace TaskManagement.Cli.Tests;

public sealed class CommandTests
{
    private const string ListId = "0198c0de-0000-7000-8000-000000000001";
    private const string Task = """{"id":"7","title":"Water","status":"todo"}""";

    [Fact]
    public async Task Add_WhenTheAnswerIsLost_ThenSentAgainUnderTheSameKey()
    {
        var isFirst = true;
        await using var server = await StubServer.StartAsync(_ =>
        {
            var reply = isFirst ? Reply.Lost : new Reply(201, Task);
            isFirst = false;
            return reply;
        });
        using var cli = CliRun.LoggedIn(server);
        var run = await cli.RunAsync(["add", ListId, "Water", "--json"]);
        Assert.Equal((0, Task + Environment.NewLine, ""), run);
        Assert.Equal(2, server.Requests.Count);
        Assert.NotEqual("", Assert.Single(server.Requests.Select(seen => seen.Key).Distinct()));
    }

    [Fact]
    public async Task Add_WhenRefused_ThenCodeDetailAndFieldsAreOnStandardError()
    {
        await using var server = await StubServer.StartAsync(_ => new(400, """
            {"code":"validation_failed","detail":"Some fields are wrong.","errors":{"title":["is empty","is bad"]}}
            """));
        using var cli = CliRun.LoggedIn(server);
        var (code, output, error) = await cli.RunAsync(["add", ListId, ""]);
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(
            ["validation_failed: Some fields are wrong.", "  title: is empty; is bad"],
            error.TrimEnd().Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("2030-05-01", true)]
    [InlineData("2030-05-01T09:00:00Z", false)]
    public async Task Add_WhenDue_ThenADayGoesWithAZoneAndAnInstantWithNone(string due, bool hasZone)
    {
        await using var server = await StubServer.StartAsync(_ => new(201, Task));
        using var cli = CliRun.LoggedIn(server);
        Assert.Equal(0, (await cli.RunAsync(["add", ListId, "Water", "--due", due])).Code);
        Assert.Equal(hasZone, Assert.Single(server.Requests).Body.Contains("dueTimeZone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("garden", "list-2")]
    [InlineData("Gardenh", "list-1")]
    public async Task ListName_WhenOneFits_ThenTakenWhateverItsCase(string given, string expected)
    {
        await using var server = await StubServer.StartAsync(Lists);
        using var cli = CliRun.LoggedIn(server);
        var (code, _, error) = await cli.RunAsync(["add", given, "Water"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal($"POST /api/v1/lists/{expected}/tasks", server.Requests.Last().Route);
    }

    [Theory]
    [InlineData("gar", "any of 2 lists")]
    [InlineData("roof", "No list")]
    public async Task ListName_WhenNoneOrSeveralFit_ThenFailedAndNothingIsWritten(string given, string expected)
    {
        await using var server = await StubServer.StartAsync(Lists);
        using var cli = CliRun.LoggedIn(server);
        var (code, _, error) = await cli.RunAsync(["add", given, "Water"]);
        Assert.Equal(1, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, seen => seen.Route.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tasks_WhenATitleSteersTerminals_ThenItIsMadeHarmless()
    {
        await using var server = await StubServer.StartAsync(_ =>
            new(200, """{"items":[{"id":"7","title":"[red]a\u001b[2Jb"}],"nextCursor":null}"""));
        using var cli = CliRun.LoggedIn(server);
        var (code, output, _) = await cli.RunAsync(["tasks"]);
        Assert.Equal(0, code);
        Assert.Contains("[red]a\uFFFD[2Jb", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("add")]
    [InlineData("tasks", "--limit", "many")]
    public async Task Usage_WhenWrong_ThenTwo(params string[] args)
    {
        using var cli = new CliRun();
        var (code, _, error) = await cli.RunAsync(args);
        Assert.Equal(2, code);
        Assert.NotEqual("", error);
    }

    [Fact]
    public async Task Suggest_WhenACommandIsBegun_ThenNamesThoseThatFit()
    {
        using var cli = new CliRun();
        var (code, output, _) = await cli.RunAsync(["[suggest:2]", "lo"]);
        Assert.Equal(0, code);
        Assert.Equal(["login", "logout"], output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private static Reply Lists(Seen seen) => seen.Route == "GET /api/v1/lists"
        ? new(200, """
            {"items":[{"id":"list-1","name":"Gardenhouse"},{"id":"list-2","name":"Garden"}],"nextCursor":null}
            """)
        : new(201, Task);
}

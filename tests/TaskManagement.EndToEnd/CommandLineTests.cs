using System.Text.Json;
using TaskManagement.Cli;
using TaskManagement.EndToEnd.Hosting;

namespace TaskManagement.EndToEnd;

/// <summary><c>taskman</c> against the real server.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Password = "a long enough password";

    private readonly DataFolder _data = new();
    private readonly DataFolder _settings = new();

    [Fact]
    public async Task Taskman_WhenATaskIsAddedAndDone_ThenEachStepIsSeenInTheNext()
    {
        await using var server = await ServerProcess.StartAsync(_data.Path);
        using var account = await Account.RegisterAsync(server, "ada");
        await account.Http.PostJsonAsync("/api/v1/lists", new { name = "Garden" });
        var me = await RunAsync("login", $"{server.Address}", "--email", account.Email, "--password-stdin");
        Assert.Equal(account.Id, me.Id());
        Assert.Equal(account.Id, (await RunAsync("whoami")).Id());
        Assert.Contains(Items(await RunAsync("lists")), list => list.GetProperty("name").GetString() == "Garden");

        var task = await RunAsync("add", "gard", "Water the \"old\" plants", "--due", "2030-05-01", "--priority", "2");
        var found = await RunAsync("tasks", "--list", "Garden", "--filter", "status:todo priority>=2 due:2030-05-01");
        Assert.Equal(task.Id(), Assert.Single(Items(found)).Id());
        Assert.Equal("done", (await RunAsync("done", "water the \"old\"")).GetProperty("status").GetString());
        Assert.Equal("todo", (await RunAsync("reopen", task.Id())).GetProperty("status").GetString());
        Assert.Equal("Soon", (await RunAsync("comment", "Water", "Soon")).GetProperty("text").GetString());
        Assert.Equal(task.Id(), (await RunAsync("show", "Water")).Id());
    }

    [Fact]
    public async Task Taskman_WhenAFilterIsWrongOrTheSessionHasEnded_ThenFailedWithTheReason()
    {
        await using var server = await ServerProcess.StartAsync(_data.Path);
        using var account = await Account.RegisterAsync(server, "ada");
        await RunAsync("login", $"{server.Address}", "--email", account.Email, "--password-stdin");
        var (refused, _, reason) = await TryAsync("tasks", "--filter", "status:x");
        Assert.Equal(1, refused);
        Assert.Contains("column 8", reason, StringComparison.Ordinal);

        Assert.Equal(0, (await TryAsync("logout")).Code);
        var (ended, _, advice) = await TryAsync("whoami");
        Assert.Equal(1, ended);
        Assert.Contains("taskman login", advice, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _data.Dispose();
        _settings.Dispose();
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement page) => page.GetProperty("items").EnumerateArray();

    private async Task<JsonElement> RunAsync(params string[] args)
    {
        var (code, output, error) = await TryAsync([.. args, "--json"]);
        Assert.True(code == 0, $"{args[0]} ended with {code}: {error}{output}");
        return JsonDocument.Parse(output).RootElement;
    }

    private async Task<(int Code, string Output, string Error)> TryAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        using var input = new StringReader(Password);
        var surroundings = new CliSurroundings(input, output, error, _settings.Path, null);
        var code = await Cli.Program.RunAsync(args, surroundings);
        return (code, output.ToString(), error.ToString());
    }
}

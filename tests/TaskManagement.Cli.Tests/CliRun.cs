using System.Text.Json;
using TaskManagement.Cli.Sessions;

namespace TaskManagement.Cli.Tests;

/// <summary>Runs commands in a folder of their own.</summary>
internal sealed class CliRun : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("taskman-").FullName;

    public string SessionFile => Path.Combine(Folder, "session.json");

    /// <summary>Somebody who is logged in with the tokens <c>access-1</c> and <c>refresh-1</c>.</summary>
    public static CliRun LoggedIn(StubServer server)
    {
        var run = new CliRun();
        var session = new Session(new Uri(server.Address), "access-1", "refresh-1");
        File.WriteAllText(run.SessionFile, JsonSerializer.Serialize(session));
        return run;
    }

    public async Task<(int Code, string Output, string Error)> RunAsync(string[] args, string input = "")
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        using var reader = new StringReader(input);
        var code = await Program.RunAsync(args, new CliSurroundings(reader, output, error, Folder, null));
        return (code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

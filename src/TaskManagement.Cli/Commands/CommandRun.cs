using System.CommandLine;
using System.Text.Json;
using TaskManagement.Cli.Http;
using TaskManagement.Cli.Sessions;

namespace TaskManagement.Cli.Commands;

/// <summary>One run of a command.</summary>
internal sealed record CommandRun(
    ParseResult Parsed, CliSurroundings Surroundings, TimeProvider Time, CancellationToken CancellationToken)
{
    /// <summary>On every command.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Prints the server's JSON.",
        Recursive = true,
    };

    public TextWriter Output => Surroundings.Output;

    public SessionFile File => new(Surroundings.Folder, Time);

    /// <summary>A client for who is logged in.</summary>
    public SessionClient Connect() => new(File, Time);

    /// <summary>Shows an answer: as it is with <c>--json</c>, or else for people.</summary>
    public void Show(ServerAnswer answer, Action<JsonElement> forPeople)
    {
        if (Parsed.GetValue(Json))
            Output.WriteLine(answer.Text);
        else
            forPeople(answer.Json);
    }
}

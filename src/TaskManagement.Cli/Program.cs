using System.CommandLine;
using System.CommandLine.Invocation;
using TaskManagement.Cli.Commands;

namespace TaskManagement.Cli;

/// <summary>The client for the command line: it speaks HTTP to a server, and nothing else.</summary>
internal static class Program
{
    /// <summary>Runs one command.</summary>
    internal static Task<int> Main(string[] args) => RunAsync(args, CliSurroundings.OfProcess());

    /// <summary>Runs one command in these surroundings.</summary>
    internal static async Task<int> RunAsync(string[] args, CliSurroundings surroundings)
    {
        var root = new RootCommand("Lists and tasks of a TaskManagement server.") { CommandRun.Json };
        foreach (var command in AccountCommands.Create(surroundings)
            .Concat(ReadCommands.Create(surroundings)).Concat(TaskCommands.Create(surroundings)))
            root.Add(command);
        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = surroundings.Output,
            Error = surroundings.Error,

            // A failure is told in one line; a stack trace of a bug comes from the runtime.
            EnableDefaultExceptionHandler = false,
        });
        return parsed.Action is ParseErrorAction ? ExitCodes.WrongUsage : code;
    }
}

using System.CommandLine;

namespace TaskManagement.Cli.Commands;

/// <summary>Turns what a command does into an exit code, and what went wrong into words.</summary>
internal static class CommandActions
{
    /// <summary>Sets what a command does.</summary>
    public static Command Does(this Command command, CliSurroundings surroundings, Func<CommandRun, Task> act)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                await act(new CommandRun(parsed, surroundings, TimeProvider.System, cancellationToken));
                return ExitCodes.Done;
            }
            catch (Exception error) when (TextOf(error) is { } text)
            {
                await surroundings.Error.WriteLineAsync(text);
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    private static string? TextOf(Exception error) => error switch
    {
        CliException or IOException or UnauthorizedAccessException => error.Message,
        OperationCanceledException => "Stopped before the end.",
        _ => null,
    };
}

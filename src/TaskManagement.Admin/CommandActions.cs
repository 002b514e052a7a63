using System.CommandLine;
using TaskManagement.Admin.Checking;

namespace TaskManagement.Admin;

/// <summary>Turns what a command does into an exit code, and what went wrong into words for an operator.</summary>
internal static class CommandActions
{
    /// <summary>Sets what a command does.</summary>
    public static Command Does(this Command command, Func<ParseResult, CancellationToken, Task> act)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                await act(parsed, cancellationToken);
                return ExitCodes.Done;
            }
            catch (Exception error) when (FailureText.Of(error) is { } message)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(message);
                return error is DamageException ? ExitCodes.Damaged : ExitCodes.Failed;
            }
        });
        return command;
    }
}

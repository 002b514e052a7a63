using System.CommandLine;
using TaskManagement.Admin.Backups;
using TaskManagement.Admin.Checking;
using TaskManagement.Admin.Copying;

namespace TaskManagement.Admin;

/// <summary>What operators do to data while no server, or none but its own, is at work on them.</summary>
internal static class Program
{
    /// <summary>Runs one command.</summary>
    internal static Task<int> Main(string[] args) => RunAsync(args, Console.Out, Console.Error);

    /// <summary>Runs one command with these for its words.</summary>
    internal static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Moves, backs up, restores and checks the data of TaskManagement.")
        {
            CopyCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            VerifyCommand.Create(),
        };
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,

            // A failure is told in one line; a stack trace of a bug comes from the runtime.
            EnableDefaultExceptionHandler = false,
        };
        return root.Parse(args).InvokeAsync(invocation);
    }
}

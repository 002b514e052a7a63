using TaskManagement.Cli.Output;

namespace TaskManagement.Cli;

/// <summary>What a command meets of its machine.</summary>
/// <param name="Input">Where <c>--password-stdin</c> reads.</param>
/// <param name="Output">Where answers go.</param>
/// <param name="Error">Where refusals go.</param>
/// <param name="Folder">The folder in which the session is kept.</param>
/// <param name="AskPassword">Asks for a password without showing it; <c>null</c> where nobody can be asked.</param>
internal sealed record CliSurroundings(
    TextReader Input, TextWriter Output, TextWriter Error, string Folder, Func<string>? AskPassword)
{
    /// <summary>Those of this process.</summary>
    public static CliSurroundings OfProcess()
    {
        // On Unix this folder is XDG_CONFIG_HOME, or ~/.config where that is not set.
        var settings = Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new CliSurroundings(
            Console.In,
            Console.Out,
            Console.Error,
            Path.Combine(settings, "taskman"),
            Console.IsInputRedirected ? null : PasswordPrompt.Ask);
    }
}

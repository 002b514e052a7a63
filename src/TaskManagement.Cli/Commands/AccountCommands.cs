using System.CommandLine;
using TaskManagement.Cli.Http;
using TaskManagement.Cli.Output;
using TaskManagement.Cli.Sessions;

namespace TaskManagement.Cli.Commands;

/// <summary><c>login</c>, <c>logout</c> and <c>whoami</c>.</summary>
internal static class AccountCommands
{
    private static readonly Argument<string> Server = new("server")
    {
        Description = "The server's address, such as https://tasks.example.org.",
    };

    private static readonly Option<string> Email = new("--email")
    {
        Description = "The account's address.",
        Required = true,
    };

    private static readonly Option<bool> PasswordStdin = new("--password-stdin")
    {
        Description = "Reads the password from standard input; without it, it is asked for and not shown.",
    };

    public static IEnumerable<Command> Create(CliSurroundings surroundings)
    {
        yield return new Command("login", "Logs in, and keeps the session for the commands that follow.")
        {
            Server, Email, PasswordStdin,
        }.Does(surroundings, LogInAsync);
        yield return new Command("logout", "Ends the session.").Does(surroundings, LogOutAsync);
        yield return new Command("whoami", "Shows who is logged in.").Does(surroundings, WhoAmIAsync);
    }

    private static async Task LogInAsync(CommandRun run)
    {
        var server = Address(run.Parsed.GetRequiredValue(Server));
        var body = new { email = run.Parsed.GetRequiredValue(Email), password = await PasswordAsync(run) };
        using (var connection = new ServerConnection(server, run.Time))
        {
            var answer = await connection.SendAsync(
                ServerRequest.Post("auth/login", body), null, run.CancellationToken);
            var tokens = answer.Accepted().Json;
            using var held = await run.File.LockAsync(run.CancellationToken);
            run.File.Write(new Session(server, tokens.Required("accessToken"), tokens.Required("refreshToken")));
        }

        // Not the tokens, with --json neither: what is printed ends in logs.
        await WhoAmIAsync(run);
    }

    private static async Task LogOutAsync(CommandRun run)
    {
        using var client = run.Connect();
        await client.LogOutAsync(run.CancellationToken);
    }

    private static async Task WhoAmIAsync(CommandRun run)
    {
        using var client = run.Connect();
        var answer = await client.GetAsync("users/me", run.CancellationToken);
        run.Show(answer, user => run.Output.WriteThing(user, "id", "email", "handle", "firstName", "lastName"));
    }

    private static Uri Address(string given) =>
        Uri.TryCreate(given, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? address
            : throw new CliException($"'{given}' is no address of a server such as https://tasks.example.org.");

    private static async Task<string> PasswordAsync(CommandRun run)
    {
        if (run.Parsed.GetValue(PasswordStdin))
        {
            return await run.Surroundings.Input.ReadLineAsync(run.CancellationToken)
                ?? throw new CliException("There is no password on standard input.");
        }

        return run.Surroundings.AskPassword is { } ask
            ? ask()
            : throw new CliException("There is nobody to ask for the password. Give it with --password-stdin.");
    }
}

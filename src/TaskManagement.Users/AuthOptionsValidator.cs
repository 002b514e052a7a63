using Microsoft.Extensions.Options;

namespace TaskManagement.Users;

/// <summary>Checks the settings at start; each message names the key and the fix.</summary>
internal sealed class AuthOptionsValidator : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        string?[] failures =
        [
            Text(nameof(options.Issuer), options.Issuer),
            Text(nameof(options.Audience), options.Audience),
            Range(nameof(options.AccessTokenMinutes), options.AccessTokenMinutes, 1, 1440),
            Range(nameof(options.SessionDays), options.SessionDays, 1, 3650),
            Range(nameof(options.SessionsPerUserMax), options.SessionsPerUserMax, 1, 1000),
            Range(nameof(options.AttemptsPerAccountMax), options.AttemptsPerAccountMax, 3, 1000),
            Range(nameof(options.AttemptsPerNetworkMax), options.AttemptsPerNetworkMax, 3, 100_000),
            Range(nameof(options.PasswordIterations), options.PasswordIterations, 10_000, 10_000_000),
            Range(nameof(options.PasswordThreads), options.PasswordThreads, 1, 64),
            Range(nameof(options.PasswordQueueMax), options.PasswordQueueMax, 1, 10_000),
        ];
        var found = failures.OfType<string>().ToArray();
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Text(string key, string value) => string.IsNullOrWhiteSpace(value)
        ? $"{AuthOptions.Section}:{key} is empty. Set it to a name, or remove it to use the default."
        : null;

    private static string? Range(string key, int value, int least, int most) => value < least || value > most
        ? $"{AuthOptions.Section}:{key} is {value}. Set it to a number from {least} to {most}."
        : null;
}

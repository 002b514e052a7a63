using Microsoft.Extensions.Options;

namespace TaskManagement.Hosting;

/// <summary>Turns a failed start into what an operator needs: which setting, and the fix. No stack trace.</summary>
public static class StartFailure
{
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>The message, or <c>null</c> where the failure is a bug that a stack trace should show.</summary>
    public static string? Describe(Exception error) => error switch
    {
        StartException start => start.Message,
        OptionsValidationException invalid => $"The settings are wrong:{Lines(invalid.Failures)}",
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            $"The settings are wrong:{Lines(Failures(several))}",
        AggregateException { InnerExceptions.Count: 1 } single => Describe(single.InnerExceptions[0]),
        InvalidOperationException { Source: Binder } unbound =>
            $"A setting is misspelt or of the wrong type: {unbound.Message} See the settings in README.",
        _ => null,
    };

    private static IEnumerable<string> Failures(AggregateException several) =>
        several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(invalid => invalid.Failures);

    private static string Lines(IEnumerable<string> failures) =>
        string.Concat(failures.Select(failure => $"{Environment.NewLine}  - {failure}"));
}

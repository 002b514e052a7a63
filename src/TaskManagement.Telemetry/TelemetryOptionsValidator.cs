using Microsoft.Extensions.Options;

namespace TaskManagement.Telemetry;

/// <summary>Names the setting that is wrong, and the fix.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    private const string EndpointFix =
        "is no absolute http or https address; set it to one such as http://localhost:4317, or leave it out.";

    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        List<string> failures = [];
        Require(
            options.OtlpEndpoint is null || IsEndpoint(options.OtlpEndpoint),
            nameof(options.OtlpEndpoint),
            EndpointFix);
        Require(
            options.TraceRatio is >= 0 and <= 1,
            nameof(options.TraceRatio),
            $"is {options.TraceRatio}; set it to a number from 0 to 1.");
        Require(
            !string.IsNullOrWhiteSpace(options.ServiceName),
            nameof(options.ServiceName),
            "is empty; name the service.");
        Within(nameof(options.MetricsIntervalSeconds), options.MetricsIntervalSeconds, 1, 3_600);
        Within(nameof(options.ExportTimeoutMilliseconds), options.ExportTimeoutMilliseconds, 100, 60_000);
        Within(nameof(options.TracesPerSecondMax), options.TracesPerSecondMax, 0, 1_000_000);
        Within(nameof(options.SeriesMax), options.SeriesMax, 10, 100_000);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Within(string setting, int value, int min, int max) => Require(
            value >= min && value <= max, setting, $"is {value}; set it to a whole number from {min} to {max}.");

        void Require(bool condition, string setting, string failure)
        {
            if (!condition)
                failures.Add($"{TelemetryOptions.Section}:{setting} {failure}");
        }
    }

    private static bool IsEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");
}

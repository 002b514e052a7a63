using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace TaskManagement.Telemetry.Logs;

/// <summary>Chooses the console's format.</summary>
internal sealed class ConsoleFormat(IOptions<TelemetryOptions> options, IConfiguration configuration)
    : IConfigureOptions<ConsoleLoggerOptions>
{
    private const string InContainer = "DOTNET_RUNNING_IN_CONTAINER";

    public void Configure(ConsoleLoggerOptions options)
    {
        if (IsJson)
            options.FormatterName = JsonLines.FormatName;
    }

    /// <summary>Whether lines are JSON: what reads a container's output is a machine.</summary>
    public bool IsJson => options.Value.Logs switch
    {
        LogFormat.Auto => configuration.GetValue(InContainer, false),
        var chosen => chosen is LogFormat.Json,
    };
}

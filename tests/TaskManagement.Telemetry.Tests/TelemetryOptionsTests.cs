using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace TaskManagement.Telemetry.Tests;

public sealed class TelemetryOptionsTests
{
    [Theory]
    [InlineData("OtlpEndpoint", "collector:4317", "is no absolute http or https address")]
    [InlineData("TracesPerSecondMax", "-1", "set it to a whole number from 0 to 1000000")]
    [InlineData("TraceRatio", "1.5", "set it to a number from 0 to 1")]
    [InlineData("MetricsIntervalSeconds", "0", "set it to a whole number from 1 to 3600")]
    [InlineData("ExportTimeoutMilliseconds", "1", "set it to a whole number from 100 to 60000")]
    [InlineData("SeriesMax", "1", "set it to a whole number from 10 to 100000")]
    [InlineData("ServiceName", " ", "name the service")]
    public void Options_WhenAValueIsOutOfBounds_ThenTheErrorNamesKeyAndFix(string key, string value, string fix)
    {
        using var services = With($"Telemetry:{key}", value);
        var error = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<TelemetryOptions>>().Value);
        Assert.Contains($"Telemetry:{key}", error.Message, StringComparison.Ordinal);
        Assert.Contains(fix, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WhenAKeyIsMisspelt_ThenTheyAreRefused()
    {
        using var services = With("Telemetry:OtlpEndpiont", "http://localhost:4317");
        Assert.Throws<InvalidOperationException>(
            () => services.GetRequiredService<IOptions<TelemetryOptions>>().Value);
    }

    [Theory]
    [InlineData("Telemetry:Logs", "Json", "json-lines")]
    [InlineData("Telemetry:Logs", "Text", null)]
    [InlineData("Telemetry:Logs", "Auto", null)]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER", "true", "json-lines")]
    public void Console_WhenAFormatIsChosen_ThenLinesHaveIt(string key, string value, string? format)
    {
        using var services = With(key, value);
        Assert.Equal(format, services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
    }

    private static ServiceProvider With(string key, string value) => new ServiceCollection()
        .AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build())
        .AddTelemetry()
        .BuildServiceProvider();
}

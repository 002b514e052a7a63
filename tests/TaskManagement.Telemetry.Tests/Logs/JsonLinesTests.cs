using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TaskManagement.Telemetry.Logs;
using TaskManagement.TestKit.Telemetry;

namespace TaskManagement.Telemetry.Tests.Logs;

public sealed class JsonLinesTests
{
    [Fact]
    public void Write_WhenThereIsASpan_ThenTheLineBearsItsIds()
    {
        using var spans = new Spans();
        using var span = spans.Begin();

        var line = Write(log => log.LogWarning("Ready at {Address} after {Count} tries", "here", 3));

        Assert.Equal("Ready at here after 3 tries", line.GetProperty("message").GetString());
        Assert.Equal(spans.Trace, line.GetProperty("traceId").GetString());
        Assert.Equal(span.SpanId.ToHexString(), line.GetProperty("spanId").GetString());
        Assert.Equal("here", line.GetProperty("values").GetProperty("Address").GetString());
        Assert.Equal(3, line.GetProperty("values").GetProperty("Count").GetInt32());
        Assert.Equal("warning tests", $"{line.GetProperty("level")} {line.GetProperty("category")}");
    }

    [Fact]
    public void Write_WhenThereIsAnErrorOfManyLines_ThenItIsStillOneLine()
    {
        Activity.Current = null;
        var line = Write(log => log.LogWarning(new InvalidOperationException("first\nsecond"), "Failed"));

        Assert.Contains("first\nsecond", line.GetProperty("exception").GetString(), StringComparison.Ordinal);
        Assert.False(line.TryGetProperty("traceId", out _));
        Assert.False(line.TryGetProperty("values", out _));
    }

    private static JsonElement Write(Action<ILogger> log)
    {
        using var text = new StringWriter();
        log(new LineLogger(new JsonLines(TimeProvider.System), text));
        Assert.EndsWith(Environment.NewLine, text.ToString(), StringComparison.Ordinal);
        return JsonDocument.Parse(text.ToString().TrimEnd().Split(Environment.NewLine).Single()).RootElement;
    }

    private sealed class LineLogger(JsonLines lines, TextWriter text) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => lines.Write(
                new LogEntry<TState>(logLevel, "tests", eventId, state, exception, formatter), null, text);
    }
}

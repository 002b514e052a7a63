using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace TaskManagement.Telemetry.Logs;

/// <summary>
/// A log entry as one line of JSON, with the ids of trace and span. Scopes are left out: frameworks put addresses of
/// requests into them.
/// </summary>
internal sealed class JsonLines(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "json-lines";

    private const int ExceptionLengthMax = 16_384;
    private const string Template = "{OriginalFormat}";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("at", time.GetUtcNow().UtcDateTime);
            json.WriteString("level", NameOf(logEntry.LogLevel));
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            WriteTrace(json);
            if (logEntry.State is IReadOnlyCollection<KeyValuePair<string, object?>> { Count: > 1 } values)
                WriteValues(json, values);
            if (logEntry.Exception?.ToString() is { } error)
                json.WriteString("exception", error.Length > ExceptionLengthMax ? error[..ExceptionLengthMax] : error);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteTrace(Utf8JsonWriter json)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C } span)
            return;
        json.WriteString("traceId", span.TraceId.ToHexString());
        json.WriteString("spanId", span.SpanId.ToHexString());
    }

    /// <summary>What the message was filled with, to be searched by name.</summary>
    private static void WriteValues(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> values)
    {
        json.WriteStartObject("values");
        foreach (var (name, value) in values.Where(value => value.Key != Template).DistinctBy(value => value.Key))
        {
            switch (value)
            {
                case null:
                    json.WriteNull(name);
                    break;
                case int or long or short or byte:
                    json.WriteNumber(name, Convert.ToInt64(value, provider: null));
                    break;
                case bool flag:
                    json.WriteBoolean(name, flag);
                    break;
                default:
                    json.WriteString(name, FormattableString.Invariant($"{value}"));
                    break;
            }
        }

        json.WriteEndObject();
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "information",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.Consumers;

/// <summary>What every consumer runs on; comes from the container.</summary>
public sealed class ConsumerRuntime(
    IEventLog log,
    IDatabase database,
    TimeProvider time,
    IOptions<ConsumerOptions> options,
    ConsumerTelemetry telemetry,
    ILoggerFactory loggers)
{
    internal IEventLog Log { get; } = log;

    internal IDatabase Database { get; } = database;

    internal TimeProvider Time { get; } = time;

    internal ConsumerOptions Bounds { get; } = options.Value;

    internal ConsumerTelemetry Telemetry { get; } = telemetry;

    internal ILoggerFactory Loggers { get; } = loggers;
}

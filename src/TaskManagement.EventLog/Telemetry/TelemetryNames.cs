namespace TaskManagement.EventLog.Telemetry;

/// <summary>Names of meters and sources of spans. Dashboards and alarms rest on them, so they are frozen.</summary>
internal static class TelemetryNames
{
    /// <summary>Appends and commits.</summary>
    public const string Log = "TaskManagement.EventLog";

    /// <summary>The way of commits to their consumers.</summary>
    public const string Relay = "TaskManagement.Relay";

    /// <summary>What consumers make of events.</summary>
    public const string Consumers = "TaskManagement.Consumers";
}

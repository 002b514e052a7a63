namespace TaskManagement.Telemetry;

/// <summary>What the process tells of itself, and to whom; section <c>Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Telemetry";

    /// <summary>
    /// Where traces and metrics are sent by OTLP, such as <c>http://localhost:4317</c>; unset, nothing is sent.
    /// </summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>How they are sent.</summary>
    public OtlpTransport OtlpProtocol { get; set; } = OtlpTransport.Grpc;

    /// <summary>
    /// The share of traces begun here that is recorded, 0 to 1. Where a caller says whether its trace is recorded, that
    /// holds.
    /// </summary>
    public double TraceRatio { get; set; } = 1;

    /// <summary>The most traces begun here that are recorded in a second.</summary>
    public int TracesPerSecondMax { get; set; } = 20;

    /// <summary>How often metrics are sent.</summary>
    public int MetricsIntervalSeconds { get; set; } = 30;

    /// <summary>How long sending may take before it is given up, at the end of the process too.</summary>
    public int ExportTimeoutMilliseconds { get; set; } = 5_000;

    /// <summary>The name under which traces and metrics are found where they are sent to.</summary>
    public string ServiceName { get; set; } = "taskmanagement";

    /// <summary>How log lines look on the console.</summary>
    public LogFormat Logs { get; set; } = LogFormat.Auto;

    /// <summary>Who may read <c>/metrics</c>.</summary>
    public MetricsReaders Metrics { get; set; } = MetricsReaders.Local;

    /// <summary>Time series of an instrument on <c>/metrics</c>; more are left out, and counted.</summary>
    public int SeriesMax { get; set; } = 2_000;

    /// <summary>Whether spans go anywhere; where they do not, none need to be made.</summary>
    public bool SendsTraces => OtlpEndpoint is not null;

    /// <summary>Whether anything is told to anyone; where nothing is, nothing needs to be measured.</summary>
    public bool TellsAnything => Metrics != MetricsReaders.Nobody || OtlpEndpoint is not null;
}

/// <summary>How OTLP travels.</summary>
public enum OtlpTransport
{
    /// <summary>gRPC, usually port 4317.</summary>
    Grpc,

    /// <summary>Protocol buffers over HTTP, usually port 4318.</summary>
    HttpProtobuf,
}

/// <summary>How log lines look on the console.</summary>
public enum LogFormat
{
    /// <summary>JSON in a container, text elsewhere.</summary>
    Auto,

    /// <summary>For a person at a terminal.</summary>
    Text,

    /// <summary>One JSON object a line, with the ids of trace and span.</summary>
    Json,
}

/// <summary>Who may read <c>/metrics</c>.</summary>
public enum MetricsReaders
{
    /// <summary>
    /// Administrators, and whoever calls from this machine. A proxy on it is known by <c>X-Forwarded-For</c> or
    /// <c>Forwarded</c>; one that sets neither must close the path itself.
    /// </summary>
    Local,

    /// <summary>Everyone who reaches the port.</summary>
    Anyone,

    /// <summary>Nobody, and nothing is counted for it.</summary>
    Nobody,
}

namespace TaskManagement.Conventions.Tests.Sources;

/// <summary>The house: which projects there are, and which of them each may know. References go one way.</summary>
internal static class Architecture
{
    /// <summary>The bounded contexts. None knows another; they meet in Contracts and in the log.</summary>
    public static IReadOnlyList<string> Contexts { get; } =
    [
        "TaskManagement.Users", "TaskManagement.Tasks", "TaskManagement.Notifications", "TaskManagement.Analytics",
    ];

    /// <summary>
    /// What each product project may reference. The engine is added to all of them by Directory.Build.props.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> References { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["Orleans.Embedded"] = [],
            ["Orleans.Embedded.TestingHost"] = ["Orleans.Embedded"],
            ["TaskManagement.Contracts"] = [],
            ["TaskManagement.EventLog"] = ["TaskManagement.Contracts"],
            ["TaskManagement.Blobs"] = ["TaskManagement.Contracts"],
            ["TaskManagement.Users"] = ContextReferences,
            ["TaskManagement.Tasks"] = ContextReferences,
            ["TaskManagement.Notifications"] = ContextReferences,
            ["TaskManagement.Analytics"] = ContextReferences,
            ["TaskManagement.Hosting"] = [],
            ["TaskManagement.Telemetry"] = [],
            ["TaskManagement.Silo"] = [.. ContextReferences, .. Contexts, .. Process],
            ["TaskManagement.Api"] = ["TaskManagement.Contracts", "TaskManagement.Blobs", .. Process],
            ["TaskManagement.Admin"] = ["TaskManagement.EventLog", "TaskManagement.Silo"],
            ["TaskManagement.Cli"] = [],
            ["TaskManagement.Server"] = ["TaskManagement.Silo", "TaskManagement.Api", "TaskManagement.Hosting"],
        };

    /// <summary>What a process is made of, whatever it hosts.</summary>
    private static IReadOnlyList<string> Process => ["TaskManagement.Hosting", "TaskManagement.Telemetry"];

    private static IReadOnlyList<string> ContextReferences => ["TaskManagement.Contracts", "TaskManagement.EventLog"];
}

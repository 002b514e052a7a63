using System.Diagnostics;

namespace Orleans.Diagnostics;

/// <summary>Names of the sources of spans.</summary>
public static class ActivitySources
{
    /// <summary>Calls of the application's grains.</summary>
    public const string ApplicationGrainActivitySourceName = "Microsoft.Orleans.Application";

    /// <summary>Calls of the engine's own grains.</summary>
    public const string RuntimeActivitySourceName = "Microsoft.Orleans.Runtime";

    /// <summary>Stands for all of them.</summary>
    public const string AllActivitySourceName = "Microsoft.Orleans.*";

    internal static ActivitySource Application { get; } = new(ApplicationGrainActivitySourceName);

    internal static ActivitySource Runtime { get; } = new(RuntimeActivitySourceName);
}

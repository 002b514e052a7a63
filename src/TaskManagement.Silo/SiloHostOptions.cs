using Microsoft.Extensions.Options;
using TaskManagement.Hosting.Engines;

namespace TaskManagement.Silo;

/// <summary>What a silo hosts and how it ends; section <c>Silo</c>.</summary>
public sealed class SiloHostOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Silo";

    /// <summary>
    /// The contexts whose grains this silo hosts, with commas between them; empty for all. Some silo of the cluster
    /// must host each.
    /// </summary>
    public string Contexts { get; set; } = "";

    /// <summary>
    /// How long a stop may take: requests end, grains leave, the log is flushed. Whoever kills a process that does not
    /// end must have a little more patience.
    /// </summary>
    public int ShutdownTimeoutSeconds { get; set; } = 25;

    /// <summary>The contexts that there are.</summary>
    internal static IReadOnlyList<string> AllContexts { get; } = ["Users", "Tasks", "Notifications", "Analytics"];

    /// <summary>Those that this silo does not host.</summary>
    internal IEnumerable<string> ContextsElsewhere =>
        Named.Count == 0 ? [] : AllContexts.Except(Named, StringComparer.OrdinalIgnoreCase);

    internal IReadOnlyList<string> Named =>
        Contexts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Refuses settings that cannot work, each with its key and its fix.</summary>
internal sealed class SiloHostOptionsValidator : IValidateOptions<SiloHostOptions>
{
    private const int ShutdownTimeoutSecondsMax = 600;

    public ValidateOptionsResult Validate(string? name, SiloHostOptions options)
    {
        List<string> failures = [.. Contexts(options)];
        if (options.ShutdownTimeoutSeconds is < 1 or > ShutdownTimeoutSecondsMax)
        {
            failures.Add($"Silo:ShutdownTimeoutSeconds is {options.ShutdownTimeoutSeconds}; set it to a whole number "
                + $"from 1 to {ShutdownTimeoutSecondsMax}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Contexts(SiloHostOptions options)
    {
        foreach (var unknown in options.Named.Except(SiloHostOptions.AllContexts, StringComparer.OrdinalIgnoreCase))
        {
            var known = string.Join(", ", SiloHostOptions.AllContexts);
            yield return $"Silo:Contexts names '{unknown}'; there are {known}. Leave it out to host all.";
        }

        if (GrainEngine.WhyNoProcessOfItsOwn is not null && options.ContextsElsewhere.Any())
        {
            yield return "Silo:Contexts leaves out contexts, and with the embedded engine no other process could host "
                + "them; leave the setting out.";
        }
    }
}

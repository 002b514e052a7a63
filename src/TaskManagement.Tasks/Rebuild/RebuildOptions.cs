using Microsoft.Extensions.Options;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>How much of the machine a rebuild of the read model takes; section <c>Rebuild</c>.</summary>
public sealed class RebuildOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Rebuild";

    /// <summary>Streams that are compared and mended at the same time, each in a transaction of its own.</summary>
    public int StreamsAtOnceMax { get; set; } = 8;

    /// <summary>
    /// Streams between two notes of how far it has come; after a restart as many are looked at again.
    /// </summary>
    public int PageStreamsMax { get; set; } = 200;
}

internal sealed class RebuildOptionsValidator : IValidateOptions<RebuildOptions>
{
    public ValidateOptionsResult Validate(string? name, RebuildOptions options)
    {
        var failures = new List<string>();
        Within(failures, nameof(options.StreamsAtOnceMax), options.StreamsAtOnceMax, 1, 256);
        Within(failures, nameof(options.PageStreamsMax), options.PageStreamsMax, 1, 10_000);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Within(List<string> failures, string key, int value, int min, int max)
    {
        if (value < min || value > max)
            failures.Add($"{RebuildOptions.Section}:{key} is {value}; set it to a whole number from {min} to {max}.");
    }
}

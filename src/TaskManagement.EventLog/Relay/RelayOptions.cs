using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Relay;

/// <summary>Bounds of the way from a commit to the stream; section <c>Relay</c>.</summary>
public sealed class RelayOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Relay";

    /// <summary>How often every partition is looked at for what was missed.</summary>
    public int PulseMilliseconds { get; set; } = 1_000;

    /// <summary>Events in one item of the stream.</summary>
    public int BatchEventsMax { get; set; } = 256;

    /// <summary>Size of one item of the stream; a larger event travels alone.</summary>
    public int BatchKilobytesMax { get; set; } = 512;

    /// <summary>Missed events that are published from the log; of more, consumers only learn the head.</summary>
    public int GapEventsMax { get; set; } = 2_048;

    /// <summary>Commits of a partition that wait for its relay; the next pulse finds what is more.</summary>
    public int WaitingCommitsMax { get; set; } = 512;

    internal int BatchBytesMax => BatchKilobytesMax * 1_024;
}

internal sealed class RelayOptionsValidator : IValidateOptions<RelayOptions>
{
    public ValidateOptionsResult Validate(string? name, RelayOptions options) => new OptionBounds(RelayOptions.Section)
        .Within(nameof(options.PulseMilliseconds), options.PulseMilliseconds, 50, 60_000)
        .Within(nameof(options.BatchEventsMax), options.BatchEventsMax, 1, 10_000)
        .Within(nameof(options.BatchKilobytesMax), options.BatchKilobytesMax, 1, 65_536)
        .Within(nameof(options.GapEventsMax), options.GapEventsMax, 1, 1_000_000)
        .Within(nameof(options.WaitingCommitsMax), options.WaitingCommitsMax, 1, 100_000)
        .Result();
}

using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Consumers;

/// <summary>Bounds of every consumer of the log; section <c>Consumers</c>.</summary>
public sealed class ConsumerOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Consumers";

    /// <summary>Events kept in memory from the stream; more are read from the log when their turn comes.</summary>
    public int BufferEventsMax { get; set; } = 1_024;

    /// <summary>Size of the events kept in memory.</summary>
    public int BufferKilobytesMax { get; set; } = 4_096;

    /// <summary>Events that share a checkpoint, and a page where they are read from the log.</summary>
    public int BatchEventsMax { get; set; } = 128;

    /// <summary>
    /// The pause after a step, in which events that come close together gather for the next one. The first event after
    /// a pause waits for nothing, and no pause is made while a whole batch waits.
    /// </summary>
    public int PaceMilliseconds { get; set; } = 100;

    /// <summary>How often an event is handled that throws, before it becomes a dead letter.</summary>
    public int AttemptsMax { get; set; } = 6;

    /// <summary>The pause after a first failure; it doubles with each further one.</summary>
    public int FirstDelayMilliseconds { get; set; } = 200;

    /// <summary>The longest pause.</summary>
    public int DelayMillisecondsMax { get; set; } = 30_000;

    /// <summary>How often a consumer that has stopped, such as at an event of unknown type, looks again.</summary>
    public int StoppedRetryMilliseconds { get; set; } = 60_000;

    /// <summary>How often a consumer looks for work of its own accord, were a wake-up ever lost.</summary>
    public int IdleMilliseconds { get; set; } = 5_000;

    /// <summary>
    /// Streams with dead letters per consumer and partition. At more it stops, since then it is hardly the events.
    /// </summary>
    public int DeadStreamsMax { get; set; } = 1_000;

    internal long BufferBytesMax => BufferKilobytesMax * 1_024L;
}

internal sealed class ConsumerOptionsValidator : IValidateOptions<ConsumerOptions>
{
    private const int HourMilliseconds = 3_600_000;

    public ValidateOptionsResult Validate(string? name, ConsumerOptions options) =>
        new OptionBounds(ConsumerOptions.Section)
            .Within(nameof(options.BufferEventsMax), options.BufferEventsMax, 1, 1_000_000)
            .Within(nameof(options.BufferKilobytesMax), options.BufferKilobytesMax, 1, 1_048_576)
            .Within(nameof(options.BatchEventsMax), options.BatchEventsMax, 1, 10_000)
            .Within(nameof(options.PaceMilliseconds), options.PaceMilliseconds, 0, 10_000)
            .Within(nameof(options.AttemptsMax), options.AttemptsMax, 1, 100)
            .Within(nameof(options.FirstDelayMilliseconds), options.FirstDelayMilliseconds, 1, HourMilliseconds)
            .Within(
                nameof(options.DelayMillisecondsMax),
                options.DelayMillisecondsMax,
                options.FirstDelayMilliseconds,
                HourMilliseconds)
            .Within(nameof(options.StoppedRetryMilliseconds), options.StoppedRetryMilliseconds, 1, HourMilliseconds)
            .Within(nameof(options.IdleMilliseconds), options.IdleMilliseconds, 10, HourMilliseconds)
            .Within(nameof(options.DeadStreamsMax), options.DeadStreamsMax, 1, 100_000)
            .Result();
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>
/// Goes through all streams of tasks, lists and feeds, and then through rows that have none, and mends the read model.
/// It is idempotent: wherever it is cut off it goes on from its ledger, and some streams are looked at twice.
/// </summary>
internal sealed class ReadModelRebuild(
    IDatabase database,
    IEventLog log,
    TimeProvider time,
    IOptions<RebuildOptions> options,
    ILogger<ReadModelRebuild> logger)
{
    private readonly RebuildLedger _ledger = new(database);
    private readonly RowRepair _repair = new(database, log);

    /// <summary>What there is to go on with, after what an upgrade has begun.</summary>
    public async Task<RebuildProgress> OpenAsync()
    {
        var progress = await _ledger.ReadAsync();
        if (progress is null || RebuildProgress.IsNeeded(progress))
            return await BeginAsync(null);
        if (progress.Version == ReadModelVersion.Current)
            return progress;
        await _ledger.LowerAsync();
        return progress with { Version = ReadModelVersion.Current };
    }

    /// <summary>Begins from the beginning.</summary>
    /// <param name="command">The command that asked for it; <c>null</c> for an upgrade.</param>
    public async Task<RebuildProgress> BeginAsync(Guid? command)
    {
        var streams = 0L;
        foreach (var stage in RebuildStage.All.OfType<RebuildStage.Streams>())
            streams += await stage.CountAsync(database);
        var progress = RebuildProgress.Begin(Now(), command, streams);
        await _ledger.BeginAsync(progress);
        logger.LogInformation(
            "The read model is brought to version {Version} from {Streams} streams", progress.Version, streams);
        return progress;
    }

    /// <summary>A page more.</summary>
    /// <param name="from">Not at its end.</param>
    public async Task<RebuildProgress> StepAsync(RebuildProgress from)
    {
        var to = from;
        do
            to = await PageAsync(to);
        while (to is { EndedAt: null, DoneThrough: "" });
        if (!await _ledger.AdvanceAsync(from, to))
            return await OpenAsync();
        if (to.EndedAt is not null)
        {
            logger.LogInformation(
                "The read model has version {Version}: of {Done} streams {Mended} had wrong rows, {Failed} failed",
                to.Version, to.Done, to.Mended, to.Failed);
        }

        return to;
    }

    /// <summary>As the ledger keeps it: what has more digits would never be found again.</summary>
    private DateTimeOffset Now() => RowReading.FromMicroseconds(RowReading.ToMicroseconds(time.GetUtcNow()));

    private async Task<RebuildProgress> PageAsync(RebuildProgress before)
    {
        var stage = RebuildStage.All[before.Stage];
        var page = await stage.ReadAsync(database, before.DoneThrough, options.Value.PageStreamsMax);
        if (page.Last is null)
        {
            var next = before.Stage + 1;
            return next < RebuildStage.All.Length
                ? before with { Stage = next, DoneThrough = "" }
                : before with { EndedAt = Now() };
        }

        var (mended, failed) = (0, 0);
        foreach (var ids in page.Ids.Chunk(options.Value.StreamsAtOnceMax))
        {
            var outcomes = await Task.WhenAll(ids.Select(id => RepairAsync(stage.Category, id)));
            mended += outcomes.Count(outcome => outcome is true);
            failed += outcomes.Count(outcome => outcome is null);
        }

        return before with
        {
            DoneThrough = page.Last,
            Done = before.Done + page.Ids.Length,
            Mended = before.Mended + mended,
            Failed = before.Failed + failed,
        };
    }

    /// <summary>
    /// Whether rows were wrong; <c>null</c> where the stream is to blame, such as for an event that only a later
    /// release knows. It must not keep the others waiting; a broken machine makes all of them wait.
    /// </summary>
    private async Task<bool?> RepairAsync(string category, Guid id)
    {
        try
        {
            return await _repair.RepairAsync(category, id);
        }
        catch (Exception error) when (!MachineFault.Is(error))
        {
            logger.LogError(error, "The rows of {Category} {Id} could not be made of its events", category, id);
            return null;
        }
    }
}

using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Operations;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>
/// Carries a rebuild of the read model on, a slice with each beat of the pulse. It is the one activation that does; if
/// ever there were two, the ledger lets one of them go on.
/// </summary>
[GrainType("read-model")]
internal sealed class ReadModelGrain(ReadModelRebuild rebuild, RebuildTelemetry telemetry, TimeProvider time)
    : Grain, IReadModelGrain
{
    /// <summary>Far below the time that a caller waits for an answer.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(500);

    private RebuildProgress? _progress;

    public async Task Ping()
    {
        var began = time.GetTimestamp();
        var progress = await OpenAsync();
        while (progress.EndedAt is null && time.GetElapsedTime(began) < Slice)
            progress = Keep(await rebuild.StepAsync(progress));
    }

    public async Task<Result<ReadModelStatus>> Rebuild(CommandContext context)
    {
        if (!context.Caller.IsAdministrator)
            return Refusals.AdministratorsOnly;
        var progress = await OpenAsync();
        if (progress.EndedAt is not null && progress.BegunBy != context.Id.Value)
            progress = Keep(await rebuild.BeginAsync(context.Id.Value));
        return progress.ToStatus();
    }

    public async Task<Result<ReadModelStatus>> Status(Caller caller)
    {
        if (!caller.IsAdministrator)
            return Refusals.AdministratorsOnly;
        return (await OpenAsync()).ToStatus();
    }

    private async Task<RebuildProgress> OpenAsync() => _progress ?? Keep(await rebuild.OpenAsync());

    private RebuildProgress Keep(RebuildProgress progress)
    {
        telemetry.Tell(progress);
        return _progress = progress;
    }
}

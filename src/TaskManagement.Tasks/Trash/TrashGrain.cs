using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Trash;

/// <summary>
/// Removes for good what lies in the trash for too long. It finds it by index and keeps nothing: what is removed has no
/// row there from the same commit on, and what remains to be done for it has one until it is done.
/// </summary>
[GrainType("trash")]
internal sealed class TrashGrain(
    Purges purges, TimeProvider time, IOptions<TrashOptions> options, ILogger<TrashGrain> logger)
    : Grain, ITrashGrain
{
    private const int RoundsBetweenTries = 60;

    /// <summary>
    /// By then who follows the log has seen that a task went to the trash before its events lose their content, and has
    /// taken out what it had derived before the files are scrubbed.
    /// </summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private readonly HashSet<Guid> _failed = [];
    private int _rounds;

    private int BatchMax => options.Value.BatchMax;

    /// <summary>Those that failed are asked for beside a whole batch, for they must not hold up the others.</summary>
    private int FoundMax => BatchMax + _failed.Count;

    public async Task Ping()
    {
        if (++_rounds % RoundsBetweenTries == 0)
            _failed.Clear();
        var now = time.GetUtcNow();
        var until = now.AddDays(-options.Value.RetentionDays);
        await EachAsync(await purges.ListsAsync(until, FoundMax), async id =>
            (await GrainFactory.GetGrain<ITaskListGrain>(id).Act(By(id, "purge", now), new PurgeList(until))).Refusal);
        await EachAsync(await purges.TasksAsync(until, FoundMax), id => PurgeAsync(id, until, now));
        await FinishAsync(now);
    }

    private async Task FinishAsync(DateTimeOffset now)
    {
        var done = ImmutableArray.CreateBuilder<Purge>();
        foreach (var purge in await purges.BegunAsync(BatchMax))
        {
            var finished = purge.Kind == Purges.ListKind
                ? await EmptyAsync(purge.Id, now)
                : await ForgetAsync(purge.Id, now);
            if (finished && purge.At <= now - Settling)
                done.Add(purge);
        }

        await purges.EndAsync(done.ToImmutable());
    }

    /// <summary>
    /// A purged list's tasks go to the trash first, as others do, and out of it later; <c>true</c> where none is left.
    /// </summary>
    private async Task<bool> EmptyAsync(Guid list, DateTimeOffset now)
    {
        var present = await purges.TasksOfAsync(list, FoundMax);
        var trashed = await purges.TrashOfAsync(list, FoundMax);
        await EachAsync(present, async id =>
            (await GrainFactory.GetGrain<ITaskPurgeGrain>(id).Discard(By(id, "discard", now))).Refusal);
        await EachAsync(trashed, id => PurgeAsync(id, now - Settling, now));
        return present.IsEmpty && trashed.IsEmpty;
    }

    /// <summary>Who removed the task may have ended before its grain was told.</summary>
    private async Task<bool> ForgetAsync(Guid task, DateTimeOffset now)
    {
        await GrainFactory.GetGrain<ITaskGrain>(task).CatchUp(By(task, "purge", now).Id);
        return true;
    }

    private async Task<Refusal?> PurgeAsync(Guid task, DateTimeOffset until, DateTimeOffset now) =>
        (await GrainFactory.GetGrain<ITaskPurgeGrain>(task).Purge(By(task, "purge", now), until)).Refusal;

    private Task EachAsync(ImmutableArray<Guid> found, Func<Guid, Task<Refusal?>> act) => Task.WhenAll(
        found.Where(id => !_failed.Contains(id)).Take(BatchMax).Select(async id =>
        {
            try
            {
                // A refusal means that somebody else was faster, mostly; the next round finds out.
                await act(id);
            }
            catch (Exception error)
            {
                _failed.Add(id);
                logger.LogWarning(error, "{Id} could not be removed from the trash", id);
            }
        }));

    private static CommandContext By(Guid id, string act, DateTimeOffset now) => new(
        new CommandId(DerivedId.FromParts("trash", act, id.ToString(), now.ToString("O"))),
        Caller.System,
        now,
        Origin.System,
        BodyHash: "",
        IfVersion: null,
        TraceParent: null);
}

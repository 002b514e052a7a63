using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Due;

/// <summary>
/// Tells tasks that their dates have come. It keeps nothing: what has been said is in the tasks themselves, in the same
/// commit as the row that found them, so that nothing is said twice, and what was missed is found when it runs again.
/// </summary>
[GrainType("due-date")]
internal sealed class DueDateGrain(
    DueTasks tasks, TimeProvider time, IOptions<DueOptions> options, ILogger<DueDateGrain> logger)
    : Grain, IDueDateGrain
{
    private const int RoundsBetweenTries = 60;

    private readonly HashSet<TaskId> _failed = [];
    private int _rounds;

    public async Task Ping()
    {
        // Those that cannot be told now must not hold up the others, which come after them.
        if (++_rounds % RoundsBetweenTries == 0)
            _failed.Clear();
        var now = time.GetUtcNow();
        var batch = options.Value.BatchTasksMax;
        var found = await tasks.FindAsync((int)this.GetPrimaryKeyLong(), now, batch + _failed.Count);
        await Task.WhenAll(found.Where(task => !_failed.Contains(task.Id)).Take(batch).Select(
            task => TellAsync(task, now)));
    }

    private async Task TellAsync(DueTask task, DateTimeOffset now)
    {
        var context = new CommandContext(
            new CommandId(DerivedId.FromParts("due", task.Id.ToString(), now.ToString("O"))),
            Caller.System,
            now,
            Origin.System,
            BodyHash: "",
            IfVersion: null,
            TraceParent: null);
        try
        {
            var told = await GrainFactory.GetGrain<ITaskGrain>(task.Id.Value)
                .Act(context, new RaiseTaskSignals(task.LeadMinutes));
            if (!told.Succeeded)
                _failed.Add(task.Id);
        }
        catch (Exception error)
        {
            _failed.Add(task.Id);
            logger.LogWarning(error, "Task {TaskId} could not be told that its date has come", task.Id);
        }
    }
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Groups;

/// <summary>
/// Carries out an act over several tasks: all of its events go into one append, or none. It is to such an act what
/// <see cref="EventSourcedGrain{TState,TEvent}"/> is to the act of one task.
/// </summary>
/// <param name="tasks">
/// The tasks that it is about. They are answered, and their grains have folded the outcome before it is.
/// </param>
internal sealed class TaskGroup(
    IEventLog log,
    TaskStreams streams,
    IGrainFactory grains,
    CommandContext context,
    ImmutableArray<TaskId> tasks)
{
    private const int AttemptsMax = 3;

    private readonly HashSet<TaskId> _expecting = [];

    /// <summary>
    /// Decides, appends, tells the grains. The same command again gives the same answer, and writes nothing.
    /// </summary>
    /// <param name="decide">
    /// Asks for leave and decides on the drafts, which hold the tasks; again after a conflict.
    /// </param>
    /// <returns>The tasks as the act left them.</returns>
    public async Task<Result<ImmutableDictionary<TaskId, TaskState>>> ExecuteAsync(
        Func<TaskDrafts, Task<Refusal?>> decide)
    {
        // Where it ends with an exception nobody knows what came of the append, and the tasks stay in doubt.
        var outcome = await AttemptAsync(decide);
        await EachAsync(_expecting, task => task.CatchUp(context.Id));
        return outcome;
    }

    private async Task<Result<ImmutableDictionary<TaskId, TaskState>>> AttemptAsync(
        Func<TaskDrafts, Task<Refusal?>> decide)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var drafts = new TaskDrafts(streams, context);
            await drafts.LoadAsync(tasks);
            var refusal = await decide(drafts);
            if (refusal is not null || !drafts.Changed.Any())
                return await UnwrittenAsync(drafts, refusal);
            var append = drafts.ToAppend();
            await ExpectAsync([.. drafts.Changed.Select(task => task.Id)]);
            switch (await log.AppendAsync(append))
            {
                case AppendOutcome.Appended appended:
                    return drafts.After(appended.Events);
                case AppendOutcome.Repeated repeated:
                    return await AnswerAsync(repeated.Command);
                case AppendOutcome.Conflict or AppendOutcome.GuardMoved:
                    continue;
                case var failed:
                    throw AppendFailure.Of(failed, append.Streams[0].Stream);
            }
        }

        return Refusals.TooManyConflicts;
    }

    /// <summary>See <see cref="EventSourcedGrain{TState,TEvent}"/>: it may be a repetition all the same.</summary>
    private async Task<Result<ImmutableDictionary<TaskId, TaskState>>> UnwrittenAsync(
        TaskDrafts drafts, Refusal? refusal)
    {
        if (await log.FindCommandAsync(context.Id) is { } command)
            return await AnswerAsync(command);
        if (refusal is not null)
            return refusal;
        var first = drafts[tasks[0]];
        try
        {
            await log.RecordUnchangedAsync(context, StreamNames.Of(first.Id), first.CommittedVersion);
        }
        catch (DatabaseWriteException error)
        {
            throw AppendFailure.Of(
                new AppendOutcome.RolledBack(error, error.MayRetry || error.OutcomeUnknown), StreamNames.Of(first.Id));
        }

        return drafts.After([]);
    }

    private async Task<Result<ImmutableDictionary<TaskId, TaskState>>> AnswerAsync(CommandRecord command)
    {
        if (command.BodyHash != context.BodyHash)
            return Refusals.IdempotencyKeyReused;

        // Who carried it out may have died before it told them.
        _expecting.UnionWith(tasks);
        var states = await Task.WhenAll(tasks.Distinct().Select(task => streams.ReadAsync(task, command)));
        if (states.Contains(null) && await AnyPurgedAsync())
            return TaskRefusals.Purged;
        return states.OfType<TaskState>().ToImmutableDictionary(state => state.Id);
    }

    /// <summary>What the command left of a task may have been removed for good since.</summary>
    private async Task<bool> AnyPurgedAsync() =>
        (await Task.WhenAll(tasks.Distinct().Select(streams.ReadAsync))).Any(task => task is { Purged: true });

    private Task ExpectAsync(ImmutableArray<TaskId> changed)
    {
        _expecting.UnionWith(changed);
        return EachAsync(changed, task => task.Expect(context.Id));
    }

    private Task EachAsync(IEnumerable<TaskId> some, Func<ITaskGrain, Task> tell) =>
        Task.WhenAll(some.Select(task => tell(grains.GetGrain<ITaskGrain>(task.Value))));
}

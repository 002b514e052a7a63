using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Imports;

/// <summary>
/// Carries an import through, slice by slice. Each slice is one tick of a timer, between which progress is told; one
/// that a crash cuts off is repeated with the same commands, which are answered as they were.
/// </summary>
[GrainType("import")]
internal sealed class ImportGrain(
    [PersistentState("plan", GrainStateStorage.Name)] IPersistentState<ImportPlan> plan,
    [PersistentState("progress", GrainStateStorage.Name)] IPersistentState<ImportLedger> ledger,
    ILogger<ImportGrain> logger) : Grain, IImportGrain
{
    private const int SliceTasks = 512;
    private const int RelatedTasksMax = 64;
    private const int FaultsMax = 8;

    private static readonly TimeSpan BetweenSlices = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan PausePerFault = TimeSpan.FromMilliseconds(500);

    private static readonly Refusal Interrupted = new(
        "import_interrupted",
        "The import could not go on. What is in stays; send the same file again to go on from there.",
        RefusalKind.Unavailable);

    private static readonly Refusal OtherIsRunning = new(
        "import_running",
        "An import of this board is running; send it again when it has finished.",
        RefusalKind.Conflict);

    private IGrainTimer? _pump;
    private int _faults;

    private Guid Id => this.GetPrimaryKey();

    private bool IsRunning => ledger is { RecordExists: true, State.Status: ImportStatus.Running };

    /// <summary>A plan that outlived its run, because the process died between the two writes, is of no use.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        plan.RecordExists && !IsRunning ? plan.ClearStateAsync(cancellationToken) : Task.CompletedTask;

    public async Task<Result<ImportProgress>> Start(CommandContext context, ImportBoard board)
    {
        if (ledger.RecordExists && ledger.State.OwnerId != context.Caller.UserId)
            return Refusals.NotFound("import");
        if (ledger.RecordExists && Refuse(context, ledger.State) is { } refusal)
            return refusal;
        if (!IsRunning && !IsAnswered(context))
        {
            if (board.Tasks is { IsDefault: false, Length: > ImportBounds.TasksMax })
                return Refusal.OfField("tasks", $"has {board.Tasks.Length} tasks; keep to {ImportBounds.TasksMax}");
            plan.State = ImportPlan.Of(context, board);
            await plan.WriteStateAsync();
            ledger.State = ImportLedger.Of(plan.State, board);
            await ledger.WriteStateAsync();
        }

        Resume();
        return ledger.State.ToProgress(Id);
    }

    public Task<Result<ImportProgress>> Progress(Caller caller)
    {
        if (!ledger.RecordExists || (ledger.State.OwnerId != caller.UserId && !caller.IsSystem))
            return Task.FromResult<Result<ImportProgress>>(Refusals.NotFound("import"));
        Resume();
        return Task.FromResult<Result<ImportProgress>>(ledger.State.ToProgress(Id));
    }

    /// <summary>What is in the way of a file: its key was used for another one, or another one is being read.</summary>
    private static Refusal? Refuse(CommandContext context, ImportLedger run) => run switch
    {
        _ when run.BodyHash == context.BodyHash => null,
        _ when run.StartedBy == context.Id => Refusals.IdempotencyKeyReused,
        { Status: ImportStatus.Running } => OtherIsRunning,
        _ => null,
    };

    /// <summary>Whether this command has run to its end. One that stopped short goes on when it comes again.</summary>
    private bool IsAnswered(CommandContext context) =>
        ledger is { RecordExists: true, State.Status: ImportStatus.Finished } && ledger.State.StartedBy == context.Id;

    private void Resume()
    {
        if (IsRunning)
        {
            _pump ??= this.RegisterGrainTimer(
                PumpAsync, new GrainTimerCreationOptions(TimeSpan.Zero, BetweenSlices) { KeepAlive = true });
        }
    }

    private async Task PumpAsync()
    {
        if (await StepAsync() is not { } slice)
        {
            _pump?.Change(PausePerFault * _faults, BetweenSlices);
            return;
        }

        _faults = 0;
        ledger.State = ledger.State.After(slice);
        await ledger.WriteStateAsync();
        if (IsRunning)
            return;
        _pump?.Dispose();
        _pump = null;
        await plan.ClearStateAsync();
    }

    /// <summary>One step; <c>null</c> where the machine failed and it is to be repeated.</summary>
    private async Task<ImportSlice?> StepAsync()
    {
        try
        {
            return ledger.State.ListIsReady ? await ImportTasksAsync() : await ImportListAsync();
        }
        catch (Exception error)
        {
            // Whatever a grain or its database threw: the commands are repeatable, so the slice is tried again.
            _faults++;
            logger.LogWarning(
                error,
                "Import {Import} failed at task {Next}, time {Faults} in a row.",
                Id,
                ledger.State.Next,
                _faults);
            return _faults < FaultsMax ? null : new ImportSlice(0, 0, 0, Interrupted);
        }
    }

    private async Task<ImportSlice> ImportListAsync()
    {
        var list = GrainFactory.GetGrain<ITaskListGrain>(plan.State.ListId.Value);
        var result = await list.Import(plan.State.ListContext(Id), plan.State.List);
        if (result.Succeeded)
            ledger.State = ledger.State with { Members = [.. result.Value.Members.Select(member => member.UserId)] };
        return new ImportSlice(0, 0, 0, result.Refusal);
    }

    /// <summary>
    /// The next tasks. Where one is refused, those before it count as done, and it is the one that the import stops at.
    /// </summary>
    private async Task<ImportSlice> ImportTasksAsync()
    {
        var tasks = plan.State.Slice(ledger.State.Next, SliceTasks, ledger.State.Members);
        var results = tasks[0].Relations.IsEmpty
            ? await Task.WhenAll(tasks.Select(ImportTaskAsync))
            : await ImportRelatedAsync([.. tasks.Take(RelatedTasksMax)]);
        var done = results.TakeWhile(result => result.Succeeded).Select(result => result.Value!).ToList();
        return new ImportSlice(
            done.Count(outcome => outcome.Imported),
            done.Count(outcome => !outcome.Imported),
            done.Sum(outcome => outcome.Comments),
            results.FirstOrDefault(result => !result.Succeeded)?.Refusal);
    }

    private async Task<Result<TaskImportOutcome>> ImportTaskAsync(ImportTask command)
    {
        var task = GrainFactory.GetGrain<ITaskGrain>(ImportIds.TaskOf(command.ListId, command.Source).Value);
        return Named(command, await task.Import(plan.State.TaskContext(Id, command.Source), command));
    }

    /// <summary>All in one append; one by one where that is refused, to find out which of them it is.</summary>
    private async Task<IReadOnlyList<Result<TaskImportOutcome>>> ImportRelatedAsync(ImmutableArray<ImportTask> tasks)
    {
        var relations = GrainFactory.GetGrain<ITaskRelationsGrain>(plan.State.ListId.Value);
        var all = await relations.Import(plan.State.RelatedContext(Id, tasks), tasks);
        if (all.Succeeded)
            return [.. all.Value.Select(outcome => (Result<TaskImportOutcome>)outcome)];
        var results = new List<Result<TaskImportOutcome>>();
        foreach (var task in tasks)
        {
            ImmutableArray<ImportTask> alone = [task];
            var one = await relations.Import(plan.State.RelatedContext(Id, alone), alone);
            results.Add(Named(task, one.Succeeded ? one.Value[0] : one.Refusal));
            if (!one.Succeeded)
                break;
        }

        return results;
    }

    private static Result<TaskImportOutcome> Named(ImportTask task, Result<TaskImportOutcome> result) =>
        result.Succeeded
            ? result
            : result.Refusal with { Message = $"{task.Source.System} {task.Source.Id}: {result.Refusal.Message}" };
}

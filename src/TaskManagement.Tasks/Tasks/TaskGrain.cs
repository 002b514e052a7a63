using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.History;
using TaskManagement.Tasks.Paging;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Tasks;

/// <summary>A task: the list gives leave, an act decides, the log keeps it.</summary>
[GrainType("task")]
internal sealed class TaskGrain(IEventLog log, TimeProvider time, PageCursors cursors, Places places)
    : EventSourcedGrain<TaskState, TaskEvent>(log), ITaskGrain
{
    private readonly ExpectedActs _expected = new(time);

    protected override StreamName Stream => StreamNames.Of(Id);

    protected override int SnapshotSchema => TaskState.SnapshotSchema;

    private TaskId Id => new(this.GetPrimaryKey());

    private PermittedActs Permits => new(GrainFactory, places);

    public async Task<Result<TaskItem>> Act(CommandContext context, TaskCommand command)
    {
        if (_expected.Any)
            await CatchUpAsync();
        var act = await Permits.OfAsync(Id, command, context);
        return act.Succeeded
            ? await ItemAsync(await ExecuteAsync(context, () => act.Value.Ask(State), act.Value.Decide))
            : act.Refusal;
    }

    public Task Expect(CommandId act)
    {
        _expected.Begin(act);
        return Task.CompletedTask;
    }

    public async Task CatchUp(CommandId act)
    {
        await CatchUpAsync();
        _expected.End(act);
    }

    public async Task<Result<TaskImportOutcome>> Import(CommandContext context, ImportTask command)
    {
        var result = await ExecuteAsync(
            context,
            () => Permits.AskAsync(command.ListId, ImportTaskAct.Request(command, context)),
            state => ImportTaskAct.Decide(state, Id, command, context));
        if (!result.Succeeded)
            return result.Refusal;
        if (!result.Value.Changed)
            return new TaskImportOutcome(Id, Imported: false, Comments: 0);
        return new TaskImportOutcome(Id, Imported: true, (await AnswerAsync(result.Value)).Comments.Count);
    }

    public async Task<Result<TaskItem>> Get(Caller caller, DateTimeOffset? asOf)
    {
        if (await HiddenAsync(caller) is { } refusal)
            return refusal;
        if (asOf is not { } at)
            return State!.ToItem();
        if (at > time.GetUtcNow())
            return Refusal.OfField("asOf", "lies in the future; give an instant that has passed");
        var (state, _) = await StateAtAsync(ReadUntil.RecordedAt(at));
        return state is null ? TaskRefusals.NotFound : state.ToItem();
    }

    public async Task<Result<CommentView>> Comment(CommandContext context, CommentCommand command)
    {
        var acts = new CommentActs(GrainFactory, context, command);
        var result = await ExecuteAsync(acts.TaskContext, () => acts.AskAsync(State), acts.Decide);
        return result.Succeeded
            ? await TaskComments.RenderAsync(GrainFactory, await AnswerAsync(result.Value), acts.CommentId)
            : result.Refusal;
    }

    public async Task<Result<AttachmentView>> Attach(CommandContext context, AttachFile command)
    {
        var request = new PermitRequest(context.Caller, ListAct.Edit);
        var result = await ExecuteAsync(
            context, () => Permits.AskAsync(State, request), state => AttachFileAct.Decide(state, command, context));
        return result.Succeeded
            ? (await AnswerAsync(result.Value)).Attachments.Find(one => one.Id == AttachFileAct.IdOf(context))!
            : result.Refusal;
    }

    public async Task<Result<ImmutableArray<AttachmentView>>> Attachments(Caller caller, ListAct act) =>
        await HiddenAsync(caller, act) is { } refusal ? refusal : State!.Attachments.ToImmutableArray();

    public async Task<Result<Page<CommentView>>> Comments(Caller caller, PageRequest page) =>
        await HiddenAsync(caller) is { } refusal
            ? refusal
            : await TaskComments.ReadAsync(GrainFactory, cursors, State!, page);

    public async Task<Result<Page<HistoryEntry>>> History(Caller caller, PageRequest page) =>
        await HiddenAsync(caller) is { } refusal
            ? refusal
            : await new HistoryReader(Log, cursors).ReadAsync(Stream, Version, page, TaskHistory.Changes);

    protected override TaskState Evolve(TaskState? state, TaskEvent @event, EventMetadata metadata) =>
        TaskEvolution.Evolve(state, @event, metadata);

    protected override Refusal? RefuseGone(TaskState state) => state.Purged ? TaskRefusals.Purged : null;

    protected override ImmutableArray<Statement> View(
        TaskState? before, TaskState after, long version, EventMetadata last) => TaskRows.Of(before, after);

    /// <summary>
    /// Why the caller may not read it; <c>null</c> where they may. A task that was not there may have come of another's
    /// completion since.
    /// </summary>
    private async Task<Refusal?> HiddenAsync(Caller caller, ListAct act = ListAct.Read)
    {
        if (State is null || _expected.Any)
            await CatchUpAsync();
        var leave = await Permits.AskAsync(State, new PermitRequest(caller, act));
        return leave.Refusal ?? (State is { Deleted: false } ? null : TaskRefusals.Absent(State));
    }

    private async Task<Result<TaskItem>> ItemAsync(Result<Committed> result) =>
        result.Succeeded ? (await AnswerAsync(result.Value)).ToItem() : result.Refusal;

    /// <summary>
    /// The task as of the version that answered the command, so that a repetition gets the same answer.
    /// </summary>
    private async Task<TaskState> AnswerAsync(Committed committed)
    {
        var (state, _) = await StateAtAsync(ReadUntil.VersionIs(committed.Version));
        return state ?? throw new InvalidOperationException($"{Stream} has no version {committed.Version}.");
    }
}

using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.History;
using TaskManagement.Tasks.Lists.Acts;
using TaskManagement.Tasks.Paging;
using TaskManagement.Tasks.Undo;

namespace TaskManagement.Tasks.Lists;

/// <summary>A list: it decides its own acts, and gives leave for those of its tasks.</summary>
[GrainType("list")]
internal sealed class TaskListGrain(IEventLog log, TimeProvider time, PageCursors cursors)
    : EventSourcedGrain<ListState, ListEvent>(log), ITaskListGrain
{
    protected override StreamName Stream => StreamNames.Of(Id);

    protected override int SnapshotSchema => ListState.SnapshotSchema;

    private ListId Id => new(this.GetPrimaryKey());

    public async Task<Result<TaskListView>> Act(CommandContext context, ListCommand command)
    {
        if (State is null && command is PurgeList)
            return ListRefusals.NotFound;
        if (command is UndoList undo)
            return await ViewAsync(context, await UndoAsync(context, undo));
        var act = ListActs.Of(Id, command, context);
        return await ViewAsync(context, await ExecuteAsync(
            context, () => AskForAsync(context, command, act.Right), act.Decide));
    }

    public async Task<Result<TaskListView>> Import(CommandContext context, ImportList command) =>
        await ViewAsync(context, await ExecuteAsync(
            context,
            () => State is null ? GrantedAsync() : AskAsync(context, ListAct.Edit),
            state => ImportListAct.Decide(state, Id, command, context)));

    public async Task<Result<TaskListView>> Get(Caller caller, DateTimeOffset? asOf)
    {
        var permit = ListAccess.Authorize(State, new PermitRequest(caller, ListAct.Read));
        if (!permit.Succeeded)
            return permit.Refusal;
        if (asOf is not { } at)
            return await ListRendering.RenderAsync(GrainFactory, State!, caller);
        if (at > time.GetUtcNow())
            return Refusal.OfField("asOf", "lies in the future; give an instant that has passed");
        var (state, _) = await StateAtAsync(ReadUntil.RecordedAt(at));
        return state is null ? ListRefusals.NotFound : await ListRendering.RenderAsync(GrainFactory, state, caller);
    }

    public async Task<Result<Page<HistoryEntry>>> History(Caller caller, PageRequest page)
    {
        var permit = ListAccess.Authorize(State, new PermitRequest(caller, ListAct.Read));
        return permit.Succeeded
            ? await new HistoryReader(Log, cursors).ReadAsync(Stream, Version, page, ListHistory.Changes)
            : permit.Refusal;
    }

    /// <summary>
    /// Never awaits: it interleaves with commands, and between two awaits the state is always a committed one.
    /// </summary>
    public ValueTask<Result<ListPermit>> Authorize(PermitRequest request) =>
        ValueTask.FromResult(ListAccess.Authorize(State, request));

    protected override ListState Evolve(ListState? state, ListEvent @event, EventMetadata metadata) =>
        ListEvolution.Evolve(state, @event, metadata);

    protected override Refusal? RefuseGone(ListState state) => state.Purged ? ListRefusals.Purged : null;

    protected override ImmutableArray<Statement> View(
        ListState? before, ListState after, long version, EventMetadata last) => ListRows.Of(before, after);

    protected override bool MovesGuard(ImmutableArray<ListEvent> events) => events.Any(ListEvolution.MovesGuard);

    private static Task<Result<ImmutableArray<StreamGuard>>> GrantedAsync() =>
        Task.FromResult<Result<ImmutableArray<StreamGuard>>>(ImmutableArray<StreamGuard>.Empty);

    /// <summary>
    /// Leave for an act of the list itself. It needs no guard: its own version says whether it still holds.
    /// </summary>
    private Task<Result<ImmutableArray<StreamGuard>>> AskAsync(CommandContext context, ListAct act)
    {
        var permit = ListAccess.Authorize(State, new PermitRequest(context.Caller, act));
        return permit.Succeeded ? GrantedAsync() : Task.FromResult<Result<ImmutableArray<StreamGuard>>>(permit.Refusal);
    }

    /// <summary>
    /// Leave for a command. Whom it makes a member must exist; what lies in the trash can be taken out.
    /// </summary>
    private async Task<Result<ImmutableArray<StreamGuard>>> AskForAsync(
        CommandContext context, ListCommand command, ListAct? right)
    {
        if (right is not { } needed)
            return await GrantedAsync();
        if (command is RestoreList or PurgeList)
            return ListAccess.RefuseAct(State, context.Caller, needed) is { } refusal ? refusal : await GrantedAsync();
        var leave = await AskAsync(context, needed);
        if (leave.Succeeded && command is SetListMember set
            && await GrainFactory.GetGrain<IUserGrain>(set.UserId.Value).Card() is null)
            return Refusals.NotFound("user");
        return leave;
    }

    /// <summary>Undo reads the past, and needs the right that the act needed.</summary>
    private Task<Result<Committed>> UndoAsync(CommandContext context, UndoList command)
    {
        PastAct? act = null;
        return ExecuteAsync(
            context,
            async () =>
            {
                if (ListAccess.RefuseAct(State, context.Caller, ListAct.Edit) is { } refusal)
                    return refusal;
                var past = await Log.ReadStreamBackwardsAsync(Stream, Version + 1, PastAct.EventsMax);
                var found = PastAct.Find(past, command.Version);
                if (!found.Succeeded)
                    return found.Refusal;
                act = found.Value;
                return ListAccess.RefuseAct(State, context.Caller, UndoListAct.RightFor(act)) is { } forbidden
                    ? forbidden
                    : ImmutableArray<StreamGuard>.Empty;
            },
            state => act is null ? ListRefusals.NotFound : UndoListAct.Decide(state, act));
    }

    /// <summary>
    /// The list as of the version that answered the command, so that a repetition gets the same answer.
    /// </summary>
    private async Task<Result<TaskListView>> ViewAsync(CommandContext context, Result<Committed> result)
    {
        if (!result.Succeeded)
            return result.Refusal;
        var (state, _) = await StateAtAsync(ReadUntil.VersionIs(result.Value.Version));
        return await ListRendering.RenderAsync(GrainFactory, state!, context.Caller);
    }
}

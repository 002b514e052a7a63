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

namespace TaskManagement.Tasks.Lists;

/// <summary>A list: it decides its own acts, and gives leave for those of its tasks.</summary>
[GrainType("list")]
internal sealed class TaskListGrain(IEventLog log, PageCursors cursors)
    : EventSourcedGrain<ListState, ListEvent>(log), ITaskListGrain
{
    protected override StreamName Stream => StreamNames.Of(Id);

    protected override int SnapshotSchema => ListState.SnapshotSchema;

    private ListId Id => new(this.GetPrimaryKey());

    /// <summary>Anyone who may own lists may make one; that is the act's to decide.</summary>
    public async Task<Result<TaskListView>> Create(CommandContext context, CreateList command) =>
        await ViewAsync(context, await ExecuteAsync(
            context, GrantedAsync, state => CreateListAct.Decide(state, Id, command, context)));

    public async Task<Result<TaskListView>> Import(CommandContext context, ImportList command) =>
        await ViewAsync(context, await ExecuteAsync(
            context,
            () => State is null ? GrantedAsync() : AskAsync(context, ListAct.Edit),
            state => ImportListAct.Decide(state, Id, command, context)));

    public async Task<Result<TaskListView>> Get(Caller caller)
    {
        var permit = ListAccess.Authorize(State, new PermitRequest(caller, ListAct.Read));
        return permit.Succeeded ? await ListRendering.RenderAsync(GrainFactory, State!, caller) : permit.Refusal;
    }

    public async Task<Result<TaskListView>> Patch(CommandContext context, PatchList command) =>
        await ViewAsync(context, await ExecuteAsync(
            context, () => AskAsync(context, ListAct.Administer), state => PatchListAct.Decide(state, command)));

    public async Task<Result<TaskListView>> SetMember(CommandContext context, SetListMember command) =>
        await ViewAsync(context, await ExecuteAsync(
            context, () => AskForAsync(context, command.UserId), state => SetListMemberAct.Decide(state, command)));

    /// <summary>Whoever leaves by themselves needs no leave; that they are a member is the act's to decide.</summary>
    public async Task<Result<TaskListView>> RemoveMember(CommandContext context, RemoveListMember command) =>
        await ViewAsync(context, await ExecuteAsync(
            context,
            () => command.UserId == context.Caller.UserId ? GrantedAsync() : AskAsync(context, ListAct.Administer),
            state => RemoveListMemberAct.Decide(state, command, context)));

    public async Task<Result<TaskListView>> AddSection(CommandContext context, AddSection command) =>
        await ViewAsync(context, await ExecuteAsync(
            context, () => AskAsync(context, ListAct.Edit), state => AddSectionAct.Decide(state, command, context)));

    public async Task<Result<TaskListView>> AddLabel(CommandContext context, AddLabel command) =>
        await ViewAsync(context, await ExecuteAsync(
            context, () => AskAsync(context, ListAct.Edit), state => AddLabelAct.Decide(state, command, context)));

    public async Task<Result<TaskListView>> AddField(CommandContext context, AddField command) =>
        await ViewAsync(context, await ExecuteAsync(
            context, () => AskAsync(context, ListAct.Edit), state => AddFieldAct.Decide(state, command, context)));

    public async Task<Result<TaskListView>> ChangeField(CommandContext context, ChangeField command) =>
        await ViewAsync(context, await ExecuteAsync(
            context, () => AskAsync(context, ListAct.Edit), state => ChangeFieldAct.Decide(state, command)));

    public async Task<Result<TaskListView>> RemoveField(CommandContext context, RemoveField command) =>
        await ViewAsync(context, await ExecuteAsync(
            context, () => AskAsync(context, ListAct.Edit), state => RemoveFieldAct.Decide(state, command)));

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

    /// <summary>Leave to make someone a member, who must exist.</summary>
    private async Task<Result<ImmutableArray<StreamGuard>>> AskForAsync(CommandContext context, UserId user)
    {
        var leave = await AskAsync(context, ListAct.Administer);
        if (leave.Succeeded && await GrainFactory.GetGrain<IUserGrain>(user.Value).Card() is null)
            return Refusals.NotFound("user");
        return leave;
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

using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Grains;

/// <summary>
/// A grain whose state is folded from its stream. It is the one home of what can go wrong between a decision and its
/// commit: repetition, conflict, a moved guard, a rollback, an unknown outcome.
/// </summary>
/// <typeparam name="TState">Immutable; <c>null</c> before the first event.</typeparam>
/// <typeparam name="TEvent">The closed hierarchy of the stream's events.</typeparam>
public abstract class EventSourcedGrain<TState, TEvent>(IEventLog log) : Grain
    where TState : class
    where TEvent : class, IDomainEvent
{
    private const int AttemptsMax = 3;
    private const int SnapshotEveryEvents = 100;
    private const int PageEvents = 500;

    private long _snapshotVersion;

    /// <summary>The log.</summary>
    protected IEventLog Log { get; } = log;

    /// <summary>The committed state; <c>null</c> before the first event.</summary>
    protected TState? State { get; private set; }

    /// <summary>The committed version; 0 before the first event.</summary>
    protected long Version { get; private set; }

    /// <summary>The stream of this grain.</summary>
    protected abstract StreamName Stream { get; }

    /// <summary>The schema of the snapshots; raise it when <typeparamref name="TState"/> changes shape.</summary>
    protected abstract int SnapshotSchema { get; }

    /// <summary>The pure fold. It knows every event of the hierarchy.</summary>
    protected abstract TState Evolve(TState? state, TEvent @event, EventMetadata metadata);

    /// <summary>The read-model rows that follow from these events.</summary>
    protected virtual ImmutableArray<Statement> View(
        TState? before, TState after, long version, EventMetadata last) => [];

    /// <summary>
    /// What is answered for a state that says that all was removed for good; <c>null</c> for every other one. The
    /// append that leads to it takes the content of what came before away.
    /// </summary>
    protected virtual Refusal? RefuseGone(TState state) => null;

    /// <summary>Whether these events change who may do what.</summary>
    protected virtual bool MovesGuard(ImmutableArray<TEvent> events) => false;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (snapshot, events) = await Log.LoadAsync<TState>(Stream, SnapshotSchema, PageEvents);
        if (snapshot is not null)
            (State, Version, _snapshotVersion) = (snapshot.State, snapshot.Version, snapshot.Version);
        foreach (var recorded in events)
            Fold(recorded);
        if (events.Length == PageEvents)
            await CatchUpAsync();
    }

    /// <summary>Folds what others have appended to this stream since.</summary>
    protected async Task CatchUpAsync()
    {
        ImmutableArray<RecordedEvent> page;
        do
        {
            page = await Log.ReadStreamAsync(Stream, Version, limit: PageEvents);
            foreach (var recorded in page)
                Fold(recorded);
        }
        while (page.Length == PageEvents);
    }

    /// <summary>
    /// The state as it stood at a version or an instant; <c>null</c> before the first event, and where the content of
    /// that time has been removed.
    /// </summary>
    protected async Task<(TState? State, long Version)> StateAtAsync(ReadUntil until)
    {
        if (until.Version == Version)
            return (State, Version);
        TState? state = null;
        var version = 0L;
        foreach (var recorded in await Log.ReadStreamAsync(Stream, 0, until))
            (state, version) = (After(state, recorded), recorded.Stored.Version);
        return (state, version);
    }

    /// <summary>
    /// Carries out a command: decide, append, fold. The same command again gives the version that it led to, and
    /// writes nothing.
    /// </summary>
    /// <param name="context">The command.</param>
    /// <param name="permit">Asks for leave; its guards go into the append. Asked again after a conflict.</param>
    /// <param name="decide">The pure decision on the current state.</param>
    /// <returns>The version that answers the command; its state is <see cref="StateAtAsync"/> of it.</returns>
    protected async Task<Result<Committed>> ExecuteAsync(
        CommandContext context,
        Func<Task<Result<ImmutableArray<StreamGuard>>>> permit,
        Func<TState?, Decision<TEvent>> decide)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var leave = await permit();
            if (!leave.Succeeded)
                return await UnwrittenAsync(context, leave.Refusal);
            var decision = Judge(context, decide);
            if (decision.Events.IsEmpty)
                return await UnwrittenAsync(context, decision.Refusal);
            var outcome = await Log.AppendAsync(Compose(context, decision, leave.Value));
            switch (outcome)
            {
                case AppendOutcome.Appended appended:
                    return await CommittedAsync(appended);
                case AppendOutcome.Repeated repeated:
                    await CatchUpAsync();
                    return await AnswerAsync(context, repeated.Command);
                case AppendOutcome.Conflict:
                    await CatchUpAsync();
                    continue;
                case AppendOutcome.GuardMoved:
                    continue;
                default:
                    throw Failure(outcome);
            }
        }

        return Refusals.TooManyConflicts;
    }

    /// <summary>An exception for an append that did not come to an answer.</summary>
    protected Exception Failure(AppendOutcome outcome) => AppendFailure.Of(outcome, Stream);

    private Decision<TEvent> Judge(CommandContext context, Func<TState?, Decision<TEvent>> decide) =>
        context.IfVersion is { } expected && expected != Version ? Refusals.Stale(Version) : decide(State);

    /// <summary>
    /// No events: no leave, a refusal, or nothing to do. Each may only mean that this very command has been carried out
    /// before (it may have taken away its own leave), so that is looked up here, and not on the way of commands that do
    /// write: those meet it in the append. That there was nothing to do is kept, or a repetition might find something;
    /// a refusal is not, since what was wrong may be mended.
    /// </summary>
    private async Task<Result<Committed>> UnwrittenAsync(CommandContext context, Refusal? refusal)
    {
        var decidedOn = Version;
        if (await Log.FindCommandAsync(context.Id) is { } command)
        {
            await CatchUpAsync();
            return await AnswerAsync(context, command);
        }

        if (refusal is not null)
            return refusal;
        try
        {
            await Log.RecordUnchangedAsync(context, Stream, decidedOn);
        }
        catch (DatabaseWriteException error)
        {
            throw Failure(new AppendOutcome.RolledBack(error, error.MayRetry || error.OutcomeUnknown));
        }

        return new Committed(decidedOn, false);
    }

    private Append Compose(CommandContext context, Decision<TEvent> decision, ImmutableArray<StreamGuard> guards)
    {
        var (events, companions) = (decision.Events, decision.Companions);
        var metadata = EventMetadata.Pending(context);
        var after = events.Aggregate(State, (state, @event) => Evolve(state, @event, metadata))!;
        var own = new StreamAppend(Stream, Version, [.. events], MovesGuard(events));
        return new Append(context, [own, .. companions.Select(companion => companion.Stream)])
        {
            Guards = guards,
            Purge = RefuseGone(after) is null ? [] : [Stream],
            View =
            [
                .. View(State, after, Version + events.Length, metadata),
                .. companions.SelectMany(companion => companion.View),
            ],
        };
    }

    private async Task<Result<Committed>> CommittedAsync(AppendOutcome.Appended appended)
    {
        var own = appended.Events.Where(recorded => recorded.Stored.Stream == Stream.Value).ToImmutableArray();
        foreach (var recorded in own)
            Fold(recorded);
        if (Version - _snapshotVersion >= SnapshotEveryEvents)
        {
            _snapshotVersion = Version;
            await Log.WriteSnapshotAsync(Stream, SnapshotSchema, new Snapshot<TState>(Version, State!));
        }

        return new Committed(own[^1].Stored.Version, true);
    }

    /// <summary>
    /// The same answer again: also whether it changed anything, which the event of its version tells.
    /// </summary>
    private async Task<Result<Committed>> AnswerAsync(CommandContext context, CommandRecord command)
    {
        if (command.BodyHash != context.BodyHash || command.Stream != Stream)
            return Refusals.IdempotencyKeyReused;
        if (command.Version < Version && State is { } state && RefuseGone(state) is { } gone)
            return gone;
        var last = await Log.ReadStreamBackwardsAsync(Stream, command.Version + 1, limit: 1);
        return new Committed(command.Version, last is [var recorded] && recorded.Stored.CommandId == command.Id.Value);
    }

    private void Fold(RecordedEvent recorded)
    {
        // Where calls interleave, one may have caught up with what another has just appended.
        if (recorded.Stored.Version <= Version)
            return;
        State = After(State, recorded);
        Version = recorded.Stored.Version;
    }

    /// <summary>Nothing is known of a purged event but that it was; what follows says what is left.</summary>
    private TState? After(TState? state, RecordedEvent recorded) =>
        recorded.Event is Purged ? null : Evolve(state, Typed(recorded), EventMetadata.Of(recorded));

    private TEvent Typed(RecordedEvent recorded) => recorded.Event as TEvent
        ?? throw new InvalidOperationException(
            $"Event {recorded.Stored.Version} of {Stream}, {recorded.Stored.Type}, is no {typeof(TEvent).Name}.");
}

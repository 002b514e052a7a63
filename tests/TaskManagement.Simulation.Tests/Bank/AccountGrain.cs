using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Simulation.Tests.Bank;

/// <summary>The balance.</summary>
internal sealed record AccountState(long Balance);

[GrainType("account")]
internal sealed class AccountGrain(IEventLog log)
    : EventSourcedGrain<AccountState, AccountEvent>(log), IAccountGrain
{
    private const int AttemptsMax = 3;

    private static readonly Refusal InsufficientFunds = new(
        "insufficient_funds", "There is not so much in the account.", RefusalKind.Conflict);

    protected override StreamName Stream => StreamOf(Key);

    protected override int SnapshotSchema => 1;

    private long Key => this.GetPrimaryKeyLong();

    private AccountStanding Standing => new(State?.Balance ?? 0, Version);

    public async Task<Result<long>> Open(CommandContext context, long amount)
    {
        var committed = await ExecuteAsync(
            context,
            () => Task.FromResult<Result<ImmutableArray<StreamGuard>>>(ImmutableArray<StreamGuard>.Empty),
            state => state is null ? new AccountOpened(amount) : Decision<AccountEvent>.Unchanged);
        return committed.Succeeded ? committed.Value.Version : committed.Refusal;
    }

    public Task<Result<long>> Send(CommandContext context, long to, long amount) =>
        MoveAsync(context, to, other => Move(Key, Standing, to, other, amount));

    public Task<Result<long>> Draw(CommandContext context, long from, long amount) =>
        MoveAsync(context, from, other => Move(from, other, Key, Standing, amount));

    public Task<AccountStanding> Peek() => Task.FromResult(Standing);

    public Task CatchUp() => CatchUpAsync();

    protected override AccountState Evolve(AccountState? state, AccountEvent @event, EventMetadata metadata) =>
        @event switch
        {
            AccountOpened opened => new(opened.Amount),
            MoneySent sent => new(state!.Balance - sent.Amount),
            MoneyReceived received => new((state?.Balance ?? 0) + received.Amount),
            _ => throw new InvalidOperationException($"An account knows no {@event.GetType().Name}."),
        };

    private static StreamName StreamOf(long key) =>
        StreamName.Of("account", key.ToString(CultureInfo.InvariantCulture));

    private static ImmutableArray<StreamAppend> Move(
        long from, AccountStanding sender, long to, AccountStanding receiver, long amount) =>
        sender.Balance < amount
            ? []
            :
            [
                new(StreamOf(from), sender.Version, [new MoneySent(to, amount)]),
                new(StreamOf(to), receiver.Version, [new MoneyReceived(from, amount)]),
            ];

    private async Task<Result<long>> MoveAsync(
        CommandContext context, long otherKey, Func<AccountStanding, ImmutableArray<StreamAppend>> decide)
    {
        var other = GrainFactory.GetGrain<IAccountGrain>(otherKey);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var streams = decide(await other.Peek());
            if (streams.IsEmpty)
                return await RefusedAsync(context);
            var outcome = await Log.AppendAsync(new Append(context, streams));
            if (outcome is not (AppendOutcome.Appended or AppendOutcome.Repeated or AppendOutcome.Conflict))
                throw Failure(outcome);
            await CatchUpAsync();
            await other.CatchUp();
            if (outcome is AppendOutcome.Repeated repeated)
                return repeated.Command.Version;
            if (outcome is AppendOutcome.Appended appended)
                return appended.Events[0].Stored.Version;
        }

        return Refusals.TooManyConflicts;
    }

    /// <summary>It may be refused only because it was carried out before.</summary>
    private async Task<Result<long>> RefusedAsync(CommandContext context) =>
        await Log.FindCommandAsync(context.Id) is { } command ? command.Version : InsufficientFunds;
}

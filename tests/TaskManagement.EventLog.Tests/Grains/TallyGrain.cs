using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Grains;

/// <summary>A grain that adds numbers up, to see what <see cref="EventSourcedGrain{TState,TEvent}"/> does.</summary>
[Alias("ITallyGrain")]
internal interface ITallyGrain : IGrainWithGuidKey
{
    /// <summary>Adds; 0 changes nothing, a negative number is refused.</summary>
    [Alias("Add")]
    Task<Result<TallyAnswer>> Add(CommandContext context, int amount);

    /// <summary>Adds, while someone else is faster so many times.</summary>
    [Alias("AddLate")]
    Task<Result<TallyAnswer>> AddLate(CommandContext context, int amount, int fasterTimes);

    /// <summary>Adds under a guard that has moved so many times before it is right.</summary>
    [Alias("AddGuarded")]
    Task<Result<TallyAnswer>> AddGuarded(CommandContext context, int amount, string guard, int movedTimes);

    /// <summary>Adds without leave.</summary>
    [Alias("AddForbidden")]
    Task<Result<TallyAnswer>> AddForbidden(CommandContext context, int amount);

    /// <summary>The sum as it is in memory, and which activation says so.</summary>
    [Alias("Sum")]
    Task<TallyAnswer> Sum();

    /// <summary>Lets the activation go.</summary>
    [Alias("Rest")]
    Task Rest();
}

/// <summary>A sum at a version.</summary>
[GenerateSerializer, Immutable, Alias("TallyAnswer")]
internal sealed record TallyAnswer(int Sum, long Version, Guid Activation, DateTimeOffset At);

/// <summary>A number was added.</summary>
[EventType("tally.added.v1")]
internal sealed record TallyAdded(int Amount) : IDomainEvent;

/// <summary>The sum, and when it last changed.</summary>
internal sealed record TallyState(int Sum, DateTimeOffset At);

[GrainType("tally")]
internal sealed class TallyGrain(IEventLog log) : EventSourcedGrain<TallyState, TallyAdded>(log), ITallyGrain
{
    public const string SelectView = "SELECT sum, at FROM tallies WHERE id = @p0";

    private const string CreateSqlite = "CREATE TABLE tallies (id TEXT PRIMARY KEY, sum INTEGER, at INTEGER) STRICT";
    private const string CreatePostgreSql = "CREATE TABLE tallies (id uuid PRIMARY KEY, sum bigint, at bigint)";

    private const string UpsertView = """
        INSERT INTO tallies (id, sum, at) VALUES (@p0, @p1, @p2)
        ON CONFLICT (id) DO UPDATE SET sum = excluded.sum, at = excluded.at
        """;

    public static Migration Table { get; } = new(CreateSqlite, CreatePostgreSql);

    private readonly Guid _activation = Guid.NewGuid();

    protected override StreamName Stream => StreamName.Of("tally", this.GetPrimaryKey());

    protected override int SnapshotSchema => 1;

    public Task<Result<TallyAnswer>> Add(CommandContext context, int amount) =>
        AddAsync(context, amount, Free);

    public Task<Result<TallyAnswer>> AddLate(CommandContext context, int amount, int fasterTimes) =>
        AddAsync(context, amount, async () =>
        {
            if (fasterTimes-- > 0)
                await AddBehindTheGrainAsync();
            return await Free();
        });

    public Task<Result<TallyAnswer>> AddGuarded(CommandContext context, int amount, string guard, int movedTimes) =>
        AddAsync(context, amount, () => Task.FromResult<Result<ImmutableArray<StreamGuard>>>(
            new([new StreamGuard(new StreamName(guard), movedTimes-- > 0 ? 99 : 0)], null)));

    public Task<Result<TallyAnswer>> AddForbidden(CommandContext context, int amount) =>
        AddAsync(context, amount, () =>
            Task.FromResult<Result<ImmutableArray<StreamGuard>>>(Refusals.Forbidden("role of an adder")));

    public Task<TallyAnswer> Sum() => Task.FromResult(Answer(State, Version));

    public Task Rest()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    protected override TallyState Evolve(TallyState? state, TallyAdded @event, EventMetadata metadata) =>
        new((state?.Sum ?? 0) + @event.Amount, metadata.At);

    protected override ImmutableArray<Statement> View(
        TallyState? before, TallyState after, long version, EventMetadata last) =>
        [new Statement(UpsertView, this.GetPrimaryKey(), after.Sum, after.At)];

    private static Task<Result<ImmutableArray<StreamGuard>>> Free() =>
        Task.FromResult<Result<ImmutableArray<StreamGuard>>>(ImmutableArray<StreamGuard>.Empty);

    private static Decision<TallyAdded> Decide(int amount) => amount switch
    {
        0 => Decision<TallyAdded>.Unchanged,
        < 0 => Refusal.OfField("amount", "must not be negative"),
        _ => new TallyAdded(amount),
    };

    private async Task<Result<TallyAnswer>> AddAsync(
        CommandContext context, int amount, Func<Task<Result<ImmutableArray<StreamGuard>>>> permit)
    {
        var committed = await ExecuteAsync(context, permit, _ => Decide(amount));
        if (!committed.Succeeded)
            return committed.Refusal;
        var (state, version) = await StateAtAsync(ReadUntil.VersionIs(committed.Value.Version));
        return Answer(state, version);
    }

    private async Task AddBehindTheGrainAsync()
    {
        var newest = await Log.ReadStreamBackwardsAsync(Stream, long.MaxValue, 1);
        var version = newest.IsEmpty ? 0 : newest[0].Stored.Version;
        await Log.AppendAsync(new Append(
            TestCommands.BySystem(), [new StreamAppend(Stream, version, [new TallyAdded(1000)])]));
    }

    private TallyAnswer Answer(TallyState? state, long version) =>
        new(state?.Sum ?? 0, version, _activation, state?.At ?? default);
}

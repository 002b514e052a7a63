using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Telemetry;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.Consumers;

/// <summary>
/// A pump on a real log of one partition. Its consumer writes one row per event into a table of its own, and fails
/// where a test wants it to.
/// </summary>
internal sealed class PumpStand : IAsyncDisposable
{
    private const string TableSql =
        "CREATE TABLE effects (id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, note TEXT NOT NULL) STRICT";
    private const string PostgreSqlTableSql =
        "CREATE TABLE effects (id serial PRIMARY KEY, sequence bigint NOT NULL, note text NOT NULL)";
    private const string InsertSql = "INSERT INTO effects (sequence, note) VALUES (@p0, @p1)";
    private static readonly SchemaPart Effects = new("effects", [new Migration(TableSql, PostgreSqlTableSql)]);
    private readonly TestDatabase _database;

    private PumpStand(TestDatabase database)
    {
        _database = database;
        Telemetry = new ConsumerTelemetry(database.Services.GetRequiredService<IMeterFactory>());
        Pump = NewPump();
    }

    public ManualTimeProvider Time { get; } = new();

    public ConsumerOptions Bounds { get; } = new()
    {
        AttemptsMax = 3,
        FirstDelayMilliseconds = 100,
        DelayMillisecondsMax = 250,
        BatchEventsMax = 4,
    };

    public TestDatabase Database => _database;

    public ConsumerPump Pump { get; private set; }

    public ConsumerTelemetry Telemetry { get; }

    /// <summary>What befalls the handling of a sequence; rows that a database does not take, or an exception.</summary>
    public Dictionary<long, Func<ImmutableArray<Statement>>> Troubles { get; } = [];

    /// <summary>How often each sequence was handled.</summary>
    public Dictionary<long, int> Handled { get; } = [];

    /// <param name="store">Where it is; <c>null</c> is wherever tests run.</param>
    public static async Task<PumpStand> StartAsync(ITestStore? store = null)
    {
        Action<IServiceCollection> services = all => all.Add(new(typeof(SchemaPart), Effects));
        KeyValuePair<string, string?>[] settings = [new("Storage:Partitions", "1")];
        var stand = new PumpStand(store is null
            ? await TestDatabase.StartAsync(services, settings)
            : await store.StartAsync(services, settings));
        await stand.Pump.LoadAsync();
        return stand;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>Another activation of the same consumer.</summary>
    /// <param name="category">The category of the streams that it is about; <c>null</c> for all.</param>
    public ConsumerPump NewPump(string? category = null) => new("test", category, 0, Runtime(), ApplyAsync);

    /// <summary>The next activation, as after a restart.</summary>
    public async Task ReplacePumpAsync()
    {
        Pump = NewPump();
        await Pump.LoadAsync();
    }

    /// <summary>Appends one event to each of the streams, in that order, and tells the pump the head.</summary>
    /// <param name="streams">Streams by their names, or by the keys of tasks.</param>
    public async Task AppendAsync(params string[] streams)
    {
        foreach (var key in streams)
        {
            var stream = key.Contains('-') ? new StreamName(key) : StreamName.Of("task", key);
            var version = (await _database.Log.ReadStreamAsync(stream)).Length;
            var @event = new TaskStatusChanged(default, default(ListId), WorkStatus.Todo, WorkStatus.Blocked);
            var outcome = await _database.Log.AppendAsync(
                new Append(TestCommands.BySystem(), [new StreamAppend(stream, version, [@event])]));
            Assert.IsType<AppendOutcome.Appended>(outcome);
        }

        Pump.Offer(StoredEvents.Heartbeat(await _database.Log.HeadAsync(0)));
    }

    /// <summary>Steps until there is nothing to do, letting pauses pass; answers them in milliseconds.</summary>
    public async Task<List<double>> RunAsync()
    {
        var pauses = new List<double>();
        while (await Pump.StepAsync() is not PumpStep.UpToDate and var step)
        {
            if (step is PumpStep.Held held)
            {
                pauses.Add(held.Pause.TotalMilliseconds);
                Time.Advance(held.Pause);
            }

            Assert.IsNotType<PumpStep.Fenced>(step);
            Assert.True(pauses.Count < 100, $"It is held for ever: {Pump.Status.Stopped}");
        }

        return pauses;
    }

    /// <summary>The rows that were written, in order.</summary>
    public Task<ImmutableArray<long>> EffectsAsync() => _database.Database.ReadAsync(
        new Statement("SELECT sequence FROM effects ORDER BY id"), row => row.GetInt64(0));

    /// <summary>Sequence, state, attempts and error of what was set aside.</summary>
    public Task<ImmutableArray<(long Sequence, string State, long Attempts, string Error)>> DeadLettersAsync() =>
        _database.Database.ReadAsync(
            new Statement("SELECT sequence, state, attempts, error FROM dead_letters ORDER BY sequence"),
            row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3)));

    /// <summary>Rows that the table does not take.</summary>
    public static ImmutableArray<Statement> Refused(long sequence) => [new Statement(InsertSql, sequence, null)];

    private ConsumerRuntime Runtime() => new(
        _database.Log, _database.Database, Time, Options.Create(Bounds), Telemetry, NullLoggerFactory.Instance);

    private Task<ImmutableArray<Statement>> ApplyAsync(RecordedEvent recorded)
    {
        var sequence = recorded.Stored.Sequence;
        Handled[sequence] = Handled.GetValueOrDefault(sequence) + 1;
        return Task.FromResult(Troubles.TryGetValue(sequence, out var trouble)
            ? trouble()
            : [new Statement(InsertSql, sequence, "done")]);
    }
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TaskManagement.Analytics.RollUps;
using TaskManagement.Analytics.Users;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Telemetry;
using TaskManagement.TestKit;

namespace TaskManagement.Analytics.Tests.RollUps;

/// <summary>A real log of two partitions, rolled up by real pumps that a bad stream feeds.</summary>
internal sealed class RolledUpLog : IAsyncDisposable
{
    private const int Partitions = 2;
    private readonly TestDatabase _database;
    private readonly Random _chance;
    private readonly ConsumerPump[] _pumps;

    private RolledUpLog(TestDatabase database, Random chance)
    {
        (_database, _chance) = (database, chance);
        _pumps = [.. Enumerable.Range(0, Partitions).Select(NewPump)];
    }

    public UserRollUps RollUps => new(_database.Database);

    public static async Task<RolledUpLog> StartAsync(Random chance) => new(
        await TestDatabase.StartAsync(
            services => services.AddAnalyticsContext(), [new("Storage:Partitions", $"{Partitions}")]),
        chance);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>Appends the next event of a task.</summary>
    public async Task AppendAsync(TaskId task, TaskEvent @event)
    {
        var stream = StreamName.Of("task", task.Value);
        var version = (await _database.Log.ReadStreamAsync(stream)).Length;
        await _database.Log.AppendAsync(
            new Append(TestCommands.BySystem(), [new StreamAppend(stream, version, [@event])]));
    }

    /// <summary>
    /// Delivers some run of a partition's events, new or old, and lets its pump take a step or none; now and then
    /// another activation takes over.
    /// </summary>
    public async Task DeliverSomethingAsync()
    {
        var partition = _chance.Next(Partitions);
        var head = await _database.Log.HeadAsync(partition);
        var item = await _database.Log.ReadPartitionAsync(partition, _chance.NextInt64(head + 1), _chance.Next(1, 6));
        _pumps[partition].Offer(item with { Head = item.Events.IsEmpty ? head : item.Events[^1].Sequence });
        if (_chance.Next(3) > 0 && await _pumps[partition].StepAsync() is PumpStep.Fenced)
            _pumps[partition] = NewPump(partition);
        if (_chance.Next(10) == 0)
            _pumps[partition] = NewPump(partition);
    }

    /// <summary>Tells the pumps the heads, and lets them finish.</summary>
    public async Task CatchUpAsync()
    {
        for (var partition = 0; partition < Partitions; partition++)
        {
            var pump = _pumps[partition];
            pump.Offer(new EventBatch(partition, await _database.Log.HeadAsync(partition), []));
            while (await pump.StepAsync() is not PumpStep.UpToDate)
                Assert.Null(pump.Status.Stopped);
        }
    }

    private ConsumerPump NewPump(int partition)
    {
        var consumer = new AnalyticsConsumer();
        var options = Options.Create(new ConsumerOptions { BatchEventsMax = 3, BufferEventsMax = 5 });
        var runtime = new ConsumerRuntime(
            _database.Log,
            _database.Database,
            TimeProvider.System,
            options,
            new ConsumerTelemetry(_database.Services.GetRequiredService<IMeterFactory>()),
            NullLoggerFactory.Instance);
        return new ConsumerPump(
            consumer.Name, category: null, partition, runtime, recorded => Task.FromResult(consumer.Rows(recorded)));
    }
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Relay;
using TaskManagement.EventLog.Telemetry;
using TaskManagement.EventLog.Tests.Consumers;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.Relay;

public sealed class CommitNotifierTests : IAsyncLifetime, IDisposable
{
    private readonly HeldRelay _relay = new();
    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ErrorLog _errors = new();
    private readonly CommitNotifier _notifier;

    public CommitNotifierTests() => _notifier = new CommitNotifier(
        StubGrainFactory.Of(_relay),
        TaskScheduler.Default,
        Options.Create(new RelayOptions { WaitingCommitsMax = 3, BatchEventsMax = 2 }),
        new RelayTelemetry(_meters.GetRequiredService<IMeterFactory>()),
        _errors);

    public Task InitializeAsync() => _notifier.StartedAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        _relay.LetGo();
        await _notifier.StoppingAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _notifier.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Committed_WhenTheRelayHangs_ThenTheWriterGoesOnAndTheOverflowIsDropped()
    {
        await HoldRelayAtAsync(1);
        for (var sequence = 2; sequence <= 9; sequence++)
            Commit(sequence);
        _relay.LetGo();

        await Eventually.HoldsAsync(() => _relay.Published.Count == 3, "the relay heard of what had waited");
        Assert.Equal(["1", "2 3", "4"], Published());
    }

    [Fact]
    public async Task Committed_WhenThereIsAGap_ThenOneCallCarriesARunWithoutOne()
    {
        await HoldRelayAtAsync(1);
        Commit(5);
        Commit(7);
        _relay.LetGo();

        await Eventually.HoldsAsync(() => _relay.Published.Count == 3, "the relay heard of all");
        Assert.Equal(["1", "5", "7"], Published());
    }

    [Fact]
    public async Task Committed_WhenTheRelayFails_ThenItIsToldOfTheNextAndTheErrorIsLoggedOnce()
    {
        _relay.Failure = new TimeoutException("no answer");
        _relay.LetGo();
        for (var sequence = 1; sequence <= 3; sequence++)
        {
            Commit(sequence);
            await Eventually.HoldsAsync(() => _relay.Published.Count == sequence, $"it was told of {sequence}");
        }

        await Eventually.HoldsAsync(() => _errors.Count > 0, "the failure is logged");
        Assert.Equal(1, _errors.Count);
    }

    [Fact]
    public async Task Committed_WhenTheHostStops_ThenNothingMoreIsSent()
    {
        await _notifier.StoppingAsync(CancellationToken.None);

        Commit(1);

        Assert.Empty(_relay.Published);
    }

    private async Task HoldRelayAtAsync(long sequence)
    {
        Commit(sequence);
        await Eventually.HoldsAsync(() => _relay.Published.Count == 1, "the relay is in its first call");
    }

    private void Commit(long sequence) => _notifier.Committed([StoredEvents.Batch(sequence)]);

    private IEnumerable<string> Published() => _relay.Published
        .Select(batch => string.Join(' ', batch.Events.Select(stored => stored.Sequence)));

    private sealed class ErrorLog : ILogger<CommitNotifier>
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? error, Func<TState, Exception?, string> text)
        {
            if (logLevel == LogLevel.Error)
                Interlocked.Increment(ref _count);
        }
    }
}

using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Metadata;
using Orleans.Providers;
using Orleans.Providers.Streams.Common;
using TaskManagement.Silo.Engines;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EndToEnd.Engines;

/// <summary>When a silo starts its stream agents anew, and that it never leaves them stopped.</summary>
public sealed class ListenerWatchTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _clock = new();
    private readonly Agents _agents = new();
    private readonly Manifests _manifests = new("tasks");
    private readonly ListenerWatch _watch;

    public ListenerWatchTests() =>
        _watch = new ListenerWatch(_manifests, _agents, _clock, NullLogger<ListenerWatch>.Instance);

    public Task InitializeAsync() => _watch.StartAsync(CancellationToken.None);

    public Task DisposeAsync() => _watch.StopAsync(CancellationToken.None);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public async Task Join_WhenTheOtherBringsNewClasses_ThenAgentsStartAnewOnceForThem()
    {
        _manifests.Publish("tasks");
        _manifests.Publish("tasks", "users");
        _manifests.Publish("tasks", "users");
        _manifests.Publish("tasks", "users", "analytics");
        _manifests.Publish("tasks");
        await Eventually.HoldsAsync(() => _manifests.LastIsTaken, "the silo knows the last manifest");
        Assert.Equal(["StopAgents", "StartAgents", "StopAgents", "StartAgents"], _agents.Commands);
    }

    [Fact]
    public async Task Join_WhenTheStopFails_ThenAgentsAreStartedAllTheSameAndStartAnewLater()
    {
        _agents.Fail(PersistentStreamProviderCommand.StopAgents, new TimeoutException());
        _manifests.Publish("tasks", "users");
        await PausesAsync();
        Assert.Equal(["StopAgents", "StartAgents"], _agents.Commands);
        _clock.Advance(LongestPause);
        await StartedAnewAsync(times: 2);
        Assert.Equal(["StopAgents", "StartAgents", "StopAgents", "StartAgents"], _agents.Commands);
    }

    [Fact]
    public async Task Join_WhenTheStartFailsAgainAndAgain_ThenIsRepeatedUntilAgentsRun()
    {
        int[] pauseSeconds = [1, 2, 4, 8, 16, 30, 30];
        foreach (var _ in pauseSeconds)
            _agents.Fail(PersistentStreamProviderCommand.StartAgents, new OperationCanceledException());
        _manifests.Publish("tasks", "users");
        foreach (var (failure, seconds) in pauseSeconds.Index())
        {
            await PausesAsync();
            Assert.Equal(2 * (failure + 1), _agents.Commands.Length);
            _clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        await StartedAnewAsync(times: 1);
        Assert.Equal(2 * (pauseSeconds.Length + 1), _agents.Commands.Length);
    }

    private Task PausesAsync() => Eventually.HoldsAsync(() => _clock.ArmedTimers == 1, "the next attempt is due");

    private Task StartedAnewAsync(int times) =>
        Eventually.HoldsAsync(() => _agents.Starts == times, $"the agents were started {times} times");

    /// <summary>Stream agents that take commands, and fail those that they are told to.</summary>
    private sealed class Agents : IControllable
    {
        private readonly Lock _gate = new();
        private readonly List<(PersistentStreamProviderCommand Command, Exception Error)> _failures = [];
        private readonly List<PersistentStreamProviderCommand> _commands = [];
        private int _starts;

        public int Starts => Volatile.Read(ref _starts);

        public string[] Commands
        {
            get
            {
                lock (_gate)
                    return [.. _commands.Select(command => command.ToString())];
            }
        }

        /// <summary>Fails the next such command.</summary>
        public void Fail(PersistentStreamProviderCommand command, Exception error)
        {
            lock (_gate)
                _failures.Add((command, error));
        }

        public Task<object?> ExecuteCommand(int command, object? arg)
        {
            var asked = (PersistentStreamProviderCommand)command;
            lock (_gate)
            {
                _commands.Add(asked);
                var failure = _failures.FindIndex(failure => failure.Command == asked);
                if (failure >= 0)
                {
                    var error = _failures[failure].Error;
                    _failures.RemoveAt(failure);
                    return Task.FromException<object?>(error);
                }
            }

            if (asked == PersistentStreamProviderCommand.StartAgents)
                Interlocked.Increment(ref _starts);
            return Task.FromResult<object?>(null);
        }
    }

    /// <summary>What a silo hears of the classes in its cluster.</summary>
    private sealed class Manifests(params string[] local) : IClusterManifestProvider
    {
        private readonly Channel<ClusterManifest> _updates = Channel.CreateUnbounded<ClusterManifest>();

        public bool LastIsTaken => _updates.Reader.Count == 0;

        public ClusterManifest Current => Of(LocalGrainManifest);

        public IAsyncEnumerable<ClusterManifest> Updates => _updates.Reader.ReadAllAsync();

        public GrainManifest LocalGrainManifest { get; } = Hosting(local);

        public void Publish(params string[] classes) => _updates.Writer.TryWrite(Of(Hosting(classes)));

        private static ClusterManifest Of(GrainManifest manifest) =>
            new(MajorMinorVersion.Zero, ImmutableDictionary<SiloAddress, GrainManifest>.Empty, [manifest]);

        private static GrainManifest Hosting(string[] classes) => new(
            classes.ToImmutableDictionary(GrainType.Create, _ => new GrainProperties(
                ImmutableDictionary.Create<string, string>(StringComparer.Ordinal))),
            ImmutableDictionary<GrainInterfaceType, GrainInterfaceProperties>.Empty);
    }
}

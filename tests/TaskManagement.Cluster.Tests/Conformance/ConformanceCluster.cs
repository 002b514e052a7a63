using System.Collections.Concurrent;
using Orleans.Configuration;
using Orleans.Streams;
using Orleans.TestingHost;

namespace TaskManagement.Cluster.Tests.Conformance;

/// <summary>One silo and a client for all conformance tests; every test uses grain keys of its own.</summary>
public sealed class ConformanceCluster : IAsyncLifetime
{
    public const string Events = "conformance-events";
    public const string OtherEvents = "conformance-other-events";
    public const string Store = "conformance-store";

    private readonly InProcessTestCluster _cluster;

    public ConformanceCluster()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage(Store);
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromHours(1));
            AddStreams(silo, Events);
            AddStreams(silo, OtherEvents);
        });
        builder.ConfigureClient(client => client.AddMemoryStreams(Events));
        _cluster = builder.Build();
    }

    public InProcessTestCluster Cluster => _cluster;

    public IClusterClient Client => _cluster.Client;

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    private static void AddStreams(ISiloBuilder silo, string name) => silo.AddMemoryStreams(name, streams =>
    {
        streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        streams.ConfigurePullingAgent(options =>
            options.Configure(o => o.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10)));
    });
}

[CollectionDefinition(Name)]
public sealed class ConformanceCollection : ICollectionFixture<ConformanceCluster>
{
    public const string Name = "Conformance of the grain engine";
}

/// <summary>What grains tell their test; grains of a test cluster run in the test's process.</summary>
public static class Board
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Notes = [];

    public static void Write(string key, string note) => Notes.GetOrAdd(key, _ => new()).Enqueue(note);

    public static string[] Read(string key) => Notes.TryGetValue(key, out var notes) ? [.. notes] : [];
}

/// <summary>Things that tests open for grains, so that nothing depends on time.</summary>
public static class Gates
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> All = [];

    public static Task Opened(string key) => Of(key).Task;

    public static void Open(string key) => Of(key).TrySetResult();

    private static TaskCompletionSource Of(string key) =>
        All.GetOrAdd(key, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}

public static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Polls until the condition holds; on failure says what it saw last.</summary>
    public static async Task Holds<T>(Func<T> look, Func<T, bool> condition)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (!condition(look()))
        {
            if (TimeProvider.System.GetElapsedTime(until) > Deadline)
            {
                var seen = look();
                var text = seen is string[] notes ? string.Join(" | ", notes) : $"{seen}";
                Assert.Fail($"Not within {Deadline}; last seen: {text}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>
    /// Calls until the answer is the right one; calls may fail meanwhile. On failure says what it saw last.
    /// </summary>
    public static async Task<T> Answers<T>(Func<Task<T>> call, Func<T, bool> condition)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            object? seen;
            try
            {
                var answer = await call();
                if (condition(answer))
                {
                    return answer;
                }

                seen = answer;
            }
            catch (Exception error) when (error is OrleansException or TimeoutException)
            {
                seen = error;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Deadline, $"Not within {Deadline}; last: {seen}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    public static Task Noted(string key, params string[] notes) =>
        Holds(() => Board.Read(key), seen => seen.SequenceEqual(notes));
}

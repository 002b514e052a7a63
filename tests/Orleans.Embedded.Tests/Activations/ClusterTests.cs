using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Scheduling;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Activations;

public interface IMember : IGrainWithStringKey
{
    Task<string> Where();

    Task Hold();

    Task Note(int number);

    Task<bool> SharesWith(IMember other);

    Task<Token> Echo(Token token);
}

[GenerateSerializer, Immutable]
public sealed record Token(string Text);

[GrainType("cluster-member")]
[PreferLocalPlacement]
internal sealed class Member(IGrainContext context, ILocalName name) : IGrainBase, IMember
{
    public static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = [];
    public static readonly ConcurrentQueue<string> Notes = [];

    public IGrainContext GrainContext => context;

    private string Key => context.GrainId.Key.ToString();

    public Task<string> Where() => Task.FromResult(name.Name);

    public async Task Hold()
    {
        Notes.Enqueue($"{Key} held");
        await Gates.GetOrAdd(Key, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        Notes.Enqueue($"{Key} went on");
    }

    public Task Note(int number)
    {
        Notes.Enqueue($"{Key} {number}");
        return Task.CompletedTask;
    }

    public async Task<bool> SharesWith(IMember other)
    {
        var token = new Token("t");
        return ReferenceEquals(token, await other.Echo(token));
    }

    public Task<Token> Echo(Token token) => Task.FromResult(token);

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        Notes.Enqueue($"{Key} {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}

internal interface ILocalName
{
    string Name { get; }
}

public sealed class ClusterTests : IAsyncDisposable
{
    private readonly string _key = Guid.NewGuid().ToString();
    private InProcessTestCluster? _cluster;

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task Silo_WhenKilled_ThenWhatRunsStopsAtItsAwaitAndNothingIsDeactivated()
    {
        var cluster = await StartAsync(2);
        var held = From(1).Hold();
        await Eventually.Holds(() => Member.Notes.Contains($"{_key} held"));

        await cluster.KillSiloAsync(cluster.Silos[1]);
        Member.Gates[_key].SetResult();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => held);
        Assert.Equal("Silo_0", await cluster.Client.GetGrain<IMember>(_key).Where());
        Assert.Equal([$"{_key} held"], Member.Notes.Where(note => note.StartsWith(_key, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Silo_WhenTakenForDead_ThenItsGrainsLiveTwiceUntilItKnows()
    {
        var cluster = await StartAsync(2);
        var held = From(1).Hold();
        await Eventually.Holds(() => Member.Notes.Contains($"{_key} held"));
        var silo = cluster.Silos[1].ServiceProvider.GetRequiredService<Silo>();

        silo.Cluster.Evict(silo);

        Assert.Equal("Silo_0", await cluster.Client.GetGrain<IMember>(_key).Where());
        Member.Gates[_key].SetResult();
        await Eventually.Holds(() => Member.Notes.Contains($"{_key} went on"));
        await Record.ExceptionAsync(() => held);
    }

    [Fact]
    public async Task Client_WhenItIsGone_ThenWhoWaitsForItsCallsHearsOfIt()
    {
        var cluster = await StartAsync(1);
        var held = cluster.Client.GetGrain<IMember>(_key).Hold();
        await Eventually.Holds(() => Member.Notes.Contains($"{_key} held"));

        await ((IAsyncDisposable)cluster.Client.ServiceProvider).DisposeAsync();

        await Assert.ThrowsAsync<OrleansException>(() => held);
        Member.Gates[_key].SetResult();
    }

    [Fact]
    public async Task Calls_WhenOverTheWire_ThenTheSchedulerDecidesWhichArrivesFirst()
    {
        var held = new HeldWork();
        var cluster = await StartAsync(1, client => client.AddSingleton<IWorkScheduler>(held));
        var grain = cluster.Client.GetGrain<IMember>(_key);

        var calls = Enumerable.Range(0, 3).Select(grain.Note).ToArray();
        held.ReleaseLastFirst();
        await Task.WhenAll(calls);

        Assert.Equal(
            [$"{_key} 2", $"{_key} 1", $"{_key} 0"],
            Member.Notes.Where(note => note.StartsWith(_key, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("true", false)]
    public async Task Calls_WhenEveryOneIsToCrossTheWire_ThenAlsoWithinASilo(string? everyCall, bool shared)
    {
        var cluster = await StartAsync(1, everyCall: everyCall);
        var grain = cluster.Client.GetGrain<IMember>(_key);

        Assert.Equal(shared, await grain.SharesWith(cluster.Client.GetGrain<IMember>(_key + "-other")));
    }

    private IMember From(int silo) =>
        _cluster!.Silos[silo].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IMember>(_key);

    private async Task<InProcessTestCluster> StartAsync(
        short silos, Action<IServiceCollection>? client = null, string? everyCall = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureHost(host => host.Configuration["EmbeddedEngine:EveryCallCrossesWire"] = everyCall);
        builder.ConfigureSiloHost((options, host) =>
            host.Services.AddSingleton<ILocalName>(new LocalName(options.SiloName)));
        builder.ConfigureClientHost(host => client?.Invoke(host.Services));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        return _cluster;
    }

    private sealed record LocalName(string Name) : ILocalName;

    private sealed class HeldWork : IWorkScheduler
    {
        private readonly Stack<IThreadPoolWorkItem> _held = [];

        public int TurnsInARowMax => 64;

        public void Schedule(IThreadPoolWorkItem ready) => _held.Push(ready);

        public void Cancel(CancellationTokenSource source) => source.Cancel();

        public void ReleaseLastFirst()
        {
            while (_held.TryPop(out var work))
            {
                work.Execute();
            }
        }
    }
}

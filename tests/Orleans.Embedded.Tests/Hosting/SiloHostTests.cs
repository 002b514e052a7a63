using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Tests.Activations;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Tests.Hosting;

public sealed class SiloHostTests
{
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task Host_WhenStarted_ThenItsServicesOfferFactoryAndClient()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.UseLocalhostClustering());

        Assert.Equal(1, await silo.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAwake>(_key).Calls());
        Assert.Equal(2, await silo.Host.Services.GetRequiredService<IClusterClient>().GetGrain<IAwake>(_key).Calls());
    }

    [Fact]
    public async Task Host_WhenStopped_ThenGrainsEndWithTheReasonAndCallsFail()
    {
        var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IAwake>(_key);
        await grain.Calls();

        await silo.Host.StopAsync();

        Assert.Contains(new Ended(_key, DeactivationReasonCode.ShuttingDown), SleeperBase.Ended);
        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Calls);
        silo.Host.Dispose();
    }

    [Fact]
    public async Task Host_WhenStoppedWithoutTimeForARequest_ThenItsCallerGetsSiloUnavailable()
    {
        var silo = await TestSilo.StartAsync();
        var held = silo.Grains.GetGrain<IAwake>(_key).Hold(_key);
        await Eventually.Holds(() => SleeperBase.Gates.ContainsKey(_key));

        using var noTime = new CancellationTokenSource();
        await noTime.CancelAsync();
        await Record.ExceptionAsync(() => silo.Host.StopAsync(noTime.Token));

        await Assert.ThrowsAsync<SiloUnavailableException>(() => held);
        silo.Host.Dispose();
    }

    [Fact]
    public async Task StartupTask_WhenItFails_ThenTheStartFails()
    {
        using var host = TestSilo.Build(builder => builder.AddStartupTask(
            (_, _) => throw new InvalidDataException("no start")));

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => host.StartAsync());

        Assert.Equal("no start", error.Message);
    }

    [Fact]
    public async Task StartupTask_WhenItCallsAGrain_ThenThatWorks()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.AddStartupTask(
            (services, _) => services.GetRequiredService<IGrainFactory>().GetGrain<IAwake>(_key).Calls()));

        Assert.Equal(2, await silo.Grains.GetGrain<IAwake>(_key).Calls());
    }

    [Fact]
    public async Task Participants_WhenStartedAndStopped_ThenByStageUpAndDown()
    {
        var seen = new ConcurrentQueue<string>();
        var silo = await TestSilo.StartAsync(builder => builder.Services
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Stages(seen)));
        await silo.DisposeAsync();

        Assert.Equal(["+6000", "+10000", "+20000", "-20000", "-10000", "-6000"], seen);
    }

    [Fact]
    public async Task Participant_WhenItDoesNotStop_ThenTheStartFailsOfWhatFailedAndTheOthersStop()
    {
        var seen = new ConcurrentQueue<string>();
        using var host = TestSilo.Build(builder =>
        {
            builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Stages(seen, stopFailsAt: 10000));
            builder.AddStartupTask((_, _) => throw new InvalidDataException("no start"));
        });

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => host.StartAsync());

        Assert.Equal("no start", error.Message);
        Assert.Equal(["+6000", "+10000", "+20000", "-20000", "-10000", "-6000"], seen);
    }

    [Fact]
    public async Task Participant_WhenItComesAfterTheStart_ThenItIsTurnedAway()
    {
        await using var silo = await TestSilo.StartAsync();
        var lifecycle = silo.Host.Services.GetRequiredService<ISiloLifecycle>();

        Assert.Throws<InvalidOperationException>(
            () => lifecycle.Subscribe("late", ServiceLifecycleStage.Active, _ => Task.CompletedTask));
    }

    [Fact]
    public async Task Streams_WhenExplicitOnesHaveNoStore_ThenTheStartFails()
    {
        using var host = TestSilo.Build(builder => builder.AddMemoryStreams("events"));

        var error = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());

        Assert.Contains("PubSubStore", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_WhenThereIsAStoreOrNoExplicitOnes_ThenTheSiloStarts()
    {
        await using var one = await TestSilo.StartAsync(
            builder => builder.AddMemoryGrainStorage("PubSubStore").AddMemoryStreams("events"));
        await using var two = await TestSilo.StartAsync(builder => builder.AddMemoryStreams(
            "events", streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly)));
    }

    [Fact]
    public async Task Filters_WhenRegistered_ThenCallsPassThemInOrder()
    {
        var seen = new ConcurrentQueue<string>();
        await using var silo = await TestSilo.StartAsync(builder => builder
            .AddOutgoingGrainCallFilter(Note(seen, "out"))
            .AddIncomingGrainCallFilter(async context =>
            {
                seen.Enqueue($"in {context.ImplementationMethod.Name}");
                await context.Invoke();
                context.Result = (int)context.Result! + 100;
            }));

        Assert.Equal(101, await silo.Grains.GetGrain<IAwake>(_key).Calls());
        Assert.Equal(["out Calls", "in Calls"], seen);
    }

    [Fact]
    public async Task Filter_WhenItNeitherGoesOnNorSetsAResult_ThenTheCallFails()
    {
        await using var silo = await TestSilo.StartAsync(
            builder => builder.AddIncomingGrainCallFilter(_ => Task.CompletedTask));

        await Assert.ThrowsAsync<InvalidOperationException>(silo.Grains.GetGrain<IAwake>(_key).Calls);
    }

    private static OutgoingGrainCallFilterDelegate Note(ConcurrentQueue<string> seen, string name) => context =>
    {
        seen.Enqueue($"{name} {context.MethodName}");
        return context.Invoke();
    };

    private sealed class Stages(ConcurrentQueue<string> seen, int? stopFailsAt = null)
        : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle)
        {
            foreach (var stage in (int[])[20000, 6000, 10000])
            {
                lifecycle.Subscribe("test", stage, _ => Note($"+{stage}"), _ => StopAsync(stage));
            }
        }

        private async Task StopAsync(int stage)
        {
            await Note($"-{stage}");
            if (stage == stopFailsAt)
            {
                throw new InvalidOperationException("no stop");
            }
        }

        private Task Note(string note)
        {
            seen.Enqueue(note);
            return Task.CompletedTask;
        }
    }
}

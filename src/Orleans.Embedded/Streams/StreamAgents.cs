using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>
/// The agents of one stream provider in one silo, one for each queue; they work while the silo is active. The queues
/// are spread evenly over the active silos.
/// </summary>
internal sealed class StreamAgents(string provider, Silo silo, StreamQueue[] queues, StreamPullingAgentOptions options)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private StreamAgent[] _agents = [];

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        $"Streams '{provider}'",
        ServiceLifecycleStage.Active,
        _ =>
        {
            _agents = Array.ConvertAll(queues, queue => new StreamAgent(provider, silo, queue, options));
            return Task.CompletedTask;
        },
        async _ =>
        {
            foreach (var agent in _agents)
            {
                await agent.DisposeAsync();
            }
        });
}

using Orleans.Embedded.Streams;

namespace Orleans.TestingHost.Simulation;

/// <summary>Delivers stream events late, twice and in another order.</summary>
internal sealed class SimulatedTransit(FaultInjector faults) : IStreamTransit
{
    public IEnumerable<StreamMessage> Pass(StreamQueue queue, List<StreamMessage> taken)
    {
        var arriving = new List<StreamMessage>();
        foreach (var message in taken)
        {
            if (faults.DelaysEvent(message.Stream))
            {
                queue.Return(message);
                continue;
            }

            arriving.Insert(faults.PlaceOfEvent(message.Stream, arriving.Count), message);
            if (faults.DoublesEvent(message.Stream))
            {
                arriving.Add(message);
            }
        }

        return arriving;
    }
}

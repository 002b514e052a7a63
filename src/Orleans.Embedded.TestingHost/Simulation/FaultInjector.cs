using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.TestingHost.Simulation;

/// <summary>Draws the faults of a run.</summary>
internal sealed class FaultInjector(SimulationLoop loop, SimulatedSilos silos, SimulationFaults faults)
{
    private static readonly TimeSpan TravelTimeMax = TimeSpan.FromMilliseconds(20);

    private int _ends;

    private SimulationChance Chance => loop.Chance;

    /// <summary>Whether anything may go wrong at the moment.</summary>
    public bool IsOn { get; set; }

    public void BetweenSteps()
    {
        if (!IsOn)
        {
            return;
        }

        if (_ends < faults.SiloEndsMax
            && ((Chance.Happens(faults.SiloKilled) && silos.KillAny())
                || (Chance.Happens(faults.SiloEvicted) && silos.EvictAny())
                || (Chance.Happens(faults.SiloStopped) && silos.StopAny())))
        {
            _ends++;
        }

        if (Chance.Happens(faults.Deactivated) && Any() is { } resting)
        {
            loop.Note($"fault: {resting.GrainId} is deactivated");
            resting.Deactivate(new(DeactivationReasonCode.RuntimeRequested, "The simulation wants it so."));
        }

        if (Chance.Happens(faults.Forgotten) && Any() is { } forgotten)
        {
            loop.Note($"fault: {forgotten.GrainId} is forgotten and lives on");
            forgotten.Silo.Cluster.Remove(forgotten);
        }
    }

    public bool LosesRequest() => IsOn && Chance.Happens(faults.RequestLost);

    public bool LosesAnswer() => IsOn && Chance.Happens(faults.AnswerLost);

    public TimeSpan? TravelTime() =>
        IsOn && Chance.Happens(faults.CallDelayed) ? Chance.UpTo(TravelTimeMax) : null;

    public bool DelaysEvent(StreamId stream) => Befalls(stream, faults.EventDelayed, "comes later");

    public bool DoublesEvent(StreamId stream) => Befalls(stream, faults.EventDoubled, "comes twice");

    /// <summary>Where an event comes to stand behind others of its batch: last, unless it overtakes.</summary>
    public int PlaceOfEvent(StreamId stream, int last) =>
        last > 0 && Befalls(stream, faults.EventOvertakes, "overtakes") ? Chance.Next(last) : last;

    private bool Befalls(StreamId stream, double probability, string what)
    {
        if (!IsOn || !Chance.Happens(probability))
        {
            return false;
        }

        loop.Note($"fault: an event of stream {stream} {what}");
        return true;
    }

    /// <summary>In an order of its own, since that of a hash table is not the same on every machine.</summary>
    private Activation? Any()
    {
        var all = silos.Activations
            .OrderBy(activation => activation.GrainId.ToString(), StringComparer.Ordinal)
            .ToArray();
        return all.Length == 0 ? null : all[Chance.Next(all.Length)];
    }
}

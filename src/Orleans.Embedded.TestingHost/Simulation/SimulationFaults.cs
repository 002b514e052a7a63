namespace Orleans.TestingHost.Simulation;

/// <summary>
/// How likely each fault is: of steps per step, of messages per call, of stream events per event. 0 switches it off.
/// </summary>
public sealed record SimulationFaults
{
    /// <summary>Nothing goes wrong; only the order of things is the seed's.</summary>
    public static SimulationFaults None { get; } = new();

    /// <summary>Per step: a silo is gone between two turns. Another one starts a little later.</summary>
    public double SiloKilled { get; init; }

    /// <summary>
    /// Per step: all others take a silo for dead, which lives on for a while. What it serves has two activations.
    /// </summary>
    public double SiloEvicted { get; init; }

    /// <summary>Per step: a silo stops in good order, while the others go on.</summary>
    public double SiloStopped { get; init; }

    /// <summary>Silos that are killed, taken for dead or stopped in one run at most.</summary>
    public int SiloEndsMax { get; init; } = 3;

    /// <summary>Per step: an activation is told to end.</summary>
    public double Deactivated { get; init; }

    /// <summary>
    /// Per step: the cluster forgets an activation, which lives on. The next call makes a second one of the same grain.
    /// </summary>
    public double Forgotten { get; init; }

    /// <summary>Per call: the request, or its answer, travels long enough to be overtaken by others.</summary>
    public double CallDelayed { get; init; }

    /// <summary>Per call: the request is lost, and the caller hears nothing until its time is over.</summary>
    public double RequestLost { get; init; }

    /// <summary>Per call: it is carried out, and its answer is lost.</summary>
    public double AnswerLost { get; init; }

    /// <summary>Per stream event and look at its queue: it stays there for later.</summary>
    public double EventDelayed { get; init; }

    /// <summary>Per stream event: it is delivered twice.</summary>
    public double EventDoubled { get; init; }

    /// <summary>Per stream event: it is delivered before others that were there first.</summary>
    public double EventOvertakes { get; init; }
}

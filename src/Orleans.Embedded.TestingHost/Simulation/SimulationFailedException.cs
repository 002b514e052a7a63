namespace Orleans.TestingHost.Simulation;

/// <summary>A run did not come to its end, or its scenario found something wrong.</summary>
public sealed class SimulationFailedException : Exception
{
    private const int LinesShown = 40;

    internal SimulationFailedException(SimulationTrace trace, string reason, Exception? error)
        : base($"Seed {trace.Seed} failed: {reason}\nIts last lines:\n{trace.Tail(LinesShown)}", error) =>
        Trace = trace;

    /// <summary>All that happened.</summary>
    public SimulationTrace Trace { get; }
}

namespace Orleans.TestingHost.Simulation;

/// <summary>One run: everything that happens in it follows from these.</summary>
/// <param name="Seed">What all chance of the run is drawn from.</param>
public sealed record SimulationOptions(ulong Seed)
{
    /// <summary>What may go wrong.</summary>
    public SimulationFaults Faults { get; init; } = SimulationFaults.None;

    /// <summary>How long callers wait for an answer.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A run that takes more steps has failed: something goes on for ever.</summary>
    public int StepsMax { get; init; } = 200_000;

    /// <summary>A run that takes more virtual time has failed: something waits for ever.</summary>
    public TimeSpan DurationMax { get; init; } = TimeSpan.FromHours(1);

    /// <summary>When the virtual clock begins, UTC.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
}

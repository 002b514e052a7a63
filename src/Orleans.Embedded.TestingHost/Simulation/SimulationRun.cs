namespace Orleans.TestingHost.Simulation;

/// <summary>
/// Runs a scenario on one thread and in virtual time. Which turn comes next, how long a message travels and what goes
/// wrong is drawn from the seed, so the same seed gives the same run, step for step, also in another process.
/// </summary>
public static class SimulationRun
{
    private const int StackBytes = 8 * 1024 * 1024;

    /// <summary>Runs it.</summary>
    /// <exception cref="SimulationFailedException">
    /// The scenario threw, or the run stood still, went on for ever, or left its thread.
    /// </exception>
    public static SimulationTrace Execute(SimulationOptions options, Func<SimulatedCluster, Task> scenario)
    {
        SimulationTrace? trace = null;
        SimulationFailedException? failure = null;
        var thread = new Thread(
            () =>
            {
                var loop = new SimulationLoop(options);
                trace = loop.Trace;
                try
                {
                    loop.Run(new SimulatedCluster(loop, options.Faults).RunAsync(scenario));
                }
                catch (Exception error)
                {
                    var cause = loop.CauseOf(error);
                    failure = new(trace, cause.Message, cause);
                }
            },
            StackBytes)
        {
            Name = $"simulation {options.Seed}",
        };

        // Not one of the pool's threads: on those, tasks are continued in ways of their own.
        thread.UnsafeStart();
        thread.Join();
        return failure is null ? trace! : throw failure;
    }
}

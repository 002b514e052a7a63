namespace Orleans.TestingHost.Simulation;

/// <summary>
/// The way that calls of a process take. It also makes every answer arrive in a turn of its caller: an answer that
/// several wait for together would else go through the thread pool.
/// </summary>
internal sealed class SimulatedWire(SimulationLoop loop, SimulatedProcess process, FaultInjector faults)
    : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var call = $"{process.Name} {context.SourceId?.ToString() ?? "outside"} calls "
            + $"{context.TargetId}.{context.MethodName}";
        loop.Note(call);
        if (faults.LosesRequest())
        {
            await LoseAsync("request", call);
        }

        await TravelAsync();
        await context.Invoke();
        if (faults.LosesAnswer())
        {
            await LoseAsync("answer", call);
        }

        await TravelAsync();
    }

    private async Task TravelAsync()
    {
        if (faults.TravelTime() is { } time)
        {
            await Task.Delay(time, process.Time);
        }
    }

    private async Task LoseAsync(string what, string call)
    {
        loop.Note($"fault: the {what} is lost: {call}");
        await Task.Delay(loop.ResponseTimeout, process.Time);
        throw new TimeoutException($"No response within {loop.ResponseTimeout}: {call}");
    }
}

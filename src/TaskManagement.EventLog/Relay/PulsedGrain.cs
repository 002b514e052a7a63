namespace TaskManagement.EventLog.Relay;

/// <summary>
/// A grain per partition that is pinged in the relays' beat, from every silo. A context adds it to the services.
/// </summary>
/// <param name="Name">For the log, such as <c>The due dates</c>.</param>
/// <param name="Ping">Pings the one of a partition.</param>
public sealed record PulsedGrain(string Name, Func<IGrainFactory, int, Task> Ping);

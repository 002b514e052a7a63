using Orleans.Embedded.Diagnostics;
using Orleans.Serialization.Invocation;
using TaskManagement.Silo.Calls;

namespace TaskManagement.Silo.Engines;

/// <summary>Measures calls as this engine offers it: without a filter, which would cost more than it tells.</summary>
internal sealed class GrainCallStopwatch(GrainCallDurations durations) : IGrainCallStopwatch
{
    public long Start() => durations.Start();

    public void Stop(IInvokable call, long started, Exception? error)
    {
        if (durations.Measures(call))
            durations.Record(call, started, error);
    }
}

using TaskManagement.Silo.Calls;

namespace TaskManagement.Silo.Engines;

/// <summary>Measures calls where they arrive.</summary>
internal sealed class GrainCallFilter(GrainCallDurations durations) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        durations.Measures(context.Request) ? MeasureAsync(context) : context.Invoke();

    private async Task MeasureAsync(IIncomingGrainCallContext context)
    {
        var started = durations.Start();
        Exception? error = null;
        try
        {
            await context.Invoke();
        }
        catch (Exception thrown)
        {
            error = thrown;
            throw;
        }
        finally
        {
            durations.Record(context.Request, started, error);
        }
    }
}

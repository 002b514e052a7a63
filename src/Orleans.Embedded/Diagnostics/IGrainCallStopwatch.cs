using Orleans.Serialization.Invocation;

namespace Orleans.Embedded.Diagnostics;

/// <summary>
/// Times calls of grains where they run; a silo uses the one that is registered. A filter could do the same, but stands
/// in the way of every call, which costs more than all that is measured.
/// </summary>
public interface IGrainCallStopwatch
{
    /// <summary>A call begins to run; the moment, as <see cref="Stop"/> wants it back.</summary>
    long Start();

    /// <summary>It has run, and its caller does not know yet.</summary>
    void Stop(IInvokable call, long started, Exception? error);
}

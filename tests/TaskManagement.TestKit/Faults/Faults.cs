namespace TaskManagement.TestKit.Faults;

/// <summary>What can befall a write.</summary>
public enum WriteFault
{
    /// <summary>Nothing is written, and the caller is told so.</summary>
    BeforeCommit,

    /// <summary>It is written, and the caller is told that this is not known.</summary>
    ReplyLost,
}

/// <summary>Faults that a test has ordered; each befalls one write, the next one first.</summary>
public sealed class FaultPlan
{
    private readonly Queue<WriteFault> _faults = new();

    /// <summary>Orders faults for the next writes.</summary>
    public void Next(params ReadOnlySpan<WriteFault> faults)
    {
        lock (_faults)
        {
            foreach (var fault in faults)
                _faults.Enqueue(fault);
        }
    }

    /// <summary>Takes the fault of this write, where there is one.</summary>
    internal WriteFault? Take()
    {
        lock (_faults)
            return _faults.TryDequeue(out var fault) ? fault : null;
    }
}

/// <summary>The error of an injected fault.</summary>
public sealed class InjectedFaultException(WriteFault fault) : IOException($"Injected: {fault}.");

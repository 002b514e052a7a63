namespace TaskManagement.EventLog.Hosting;

/// <summary>The storage cannot be opened; the message says why and how to mend it.</summary>
public sealed class StorageStartException : Exception
{
    /// <summary>Says why, and how to mend it.</summary>
    public StorageStartException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, how to mend it, and what the machine said.</summary>
    public StorageStartException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}

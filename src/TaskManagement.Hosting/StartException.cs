namespace TaskManagement.Hosting;

/// <summary>The process cannot start; the message says why and how to mend it.</summary>
public sealed class StartException : Exception
{
    /// <summary>Says why, and how to mend it.</summary>
    public StartException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, how to mend it, and what the machine said.</summary>
    public StartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

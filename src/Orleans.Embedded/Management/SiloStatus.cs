namespace Orleans.Runtime;

/// <summary>Where a silo is in its life.</summary>
[GenerateSerializer]
public enum SiloStatus
{
    /// <summary>Unknown.</summary>
    None,

    /// <summary>Not started yet.</summary>
    Created,

    /// <summary>About to take requests.</summary>
    Joining,

    /// <summary>Takes requests.</summary>
    Active,

    /// <summary>Deactivates its grains.</summary>
    ShuttingDown,

    /// <summary>Ends without deactivating its grains.</summary>
    Stopping,

    /// <summary>Gone.</summary>
    Dead,
}

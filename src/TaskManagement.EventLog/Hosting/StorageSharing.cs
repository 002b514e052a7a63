namespace TaskManagement.EventLog.Hosting;

/// <summary>Whether other processes may work on the same database, as the engine that grains run on has it.</summary>
public sealed class StorageSharing
{
    private StorageSharing()
    {
    }

    /// <summary>
    /// One process alone: its grains know nothing of another's, and would each be the only activation twice.
    /// </summary>
    public static StorageSharing Exclusive { get; } = new();

    /// <summary>The silos of a cluster, which agree on where a grain is active.</summary>
    public static StorageSharing Cluster { get; } = new();
}

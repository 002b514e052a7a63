using Orleans.TestingHost.Simulation;
using TaskManagement.TestKit.Faults;

namespace TaskManagement.Simulation.Tests.Storage;

/// <summary>Draws what befalls the writes of a storage.</summary>
/// <param name="cluster">The simulation.</param>
/// <param name="fails">How likely a write fails before it is committed.</param>
/// <param name="replyLost">How likely it is committed and nobody hears of it.</param>
internal sealed class StorageFaults(SimulatedCluster cluster, double fails, double replyLost)
{
    /// <summary>Whether any happen at the moment.</summary>
    public bool AreOn { get; set; }

    /// <summary>What befalls the next write.</summary>
    public WriteFault? Next()
    {
        if (!AreOn)
            return null;
        WriteFault? fault = cluster.Chance.Happens(fails) ? WriteFault.BeforeCommit
            : cluster.Chance.Happens(replyLost) ? WriteFault.ReplyLost
            : null;
        if (fault is not null)
            cluster.Note($"fault: the storage's {fault}");
        return fault;
    }
}

using Microsoft.Extensions.Configuration;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.Silo.Engines;

/// <summary>What a silo needs of the embedded engine: nothing, since it is one process and knows no cluster.</summary>
internal static class EngineHosting
{
    /// <summary>Its grains know nothing of another process's.</summary>
    public static StorageSharing Sharing(IConfiguration _) => StorageSharing.Exclusive;

    public static ISiloBuilder UseEngine(this ISiloBuilder silo, IConfiguration _) => silo;
}

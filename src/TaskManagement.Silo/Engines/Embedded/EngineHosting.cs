using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Diagnostics;
using TaskManagement.EventLog.Hosting;
using TaskManagement.Silo.Calls;

namespace TaskManagement.Silo.Engines;

/// <summary>What a silo needs of the embedded engine: little, since it is one process and knows no cluster.</summary>
internal static class EngineHosting
{
    /// <summary>Its grains know nothing of another process's.</summary>
    public static StorageSharing Sharing(IConfiguration _) => StorageSharing.Exclusive;

    public static ISiloBuilder UseEngine(this ISiloBuilder silo, IConfiguration _) => silo;

    /// <summary>Has grain calls measured.</summary>
    public static ISiloBuilder MeasureCalls(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<GrainCallDurations>();
        silo.Services.AddSingleton<IGrainCallStopwatch, GrainCallStopwatch>();
        return silo;
    }
}

using Microsoft.Extensions.Configuration;

namespace TaskManagement.Silo.Engines;

/// <summary>What a silo needs of the embedded engine: nothing, since it is one process and knows no cluster.</summary>
internal static class EngineHosting
{
    /// <summary>Why this build cannot run as a silo process of its own; <c>null</c> where it can.</summary>
    public static string? WhyNoProcessOfItsOwn =>
        "This build uses the embedded grain engine, which runs in one process: start TaskManagement.Server instead "
        + "(dotnet run --project src/TaskManagement.Server), or build with -p:GrainEngine=Orleans for a cluster.";

    public static ISiloBuilder UseEngineClustering(this ISiloBuilder silo, IConfiguration _) => silo;
}

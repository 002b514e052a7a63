namespace TaskManagement.Hosting.Engines;

/// <summary>The embedded engine: one process, and no cluster.</summary>
public static class GrainEngine
{
    /// <summary>Why a silo or a front end of this build cannot run by itself; <c>null</c> where it can.</summary>
    public static string? WhyNoProcessOfItsOwn =>
        "This build uses the embedded grain engine, which runs in one process: start TaskManagement.Server instead "
        + "(dotnet run --project src/TaskManagement.Server), or build with -p:GrainEngine=Orleans for a cluster.";
}

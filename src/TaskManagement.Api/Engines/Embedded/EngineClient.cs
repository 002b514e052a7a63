namespace TaskManagement.Api.Engines;

/// <summary>The embedded engine has no client of its own: its grains are reached in their process only.</summary>
internal static class EngineClient
{
    /// <summary>Why this build cannot run as a front end process of its own; <c>null</c> where it can.</summary>
    public static string? WhyNoProcessOfItsOwn =>
        "This build uses the embedded grain engine, which runs in one process: start TaskManagement.Server instead "
        + "(dotnet run --project src/TaskManagement.Server), or build with -p:GrainEngine=Orleans for a cluster.";

    public static void UseEngineClient(this WebApplicationBuilder builder) =>
        throw new InvalidOperationException(WhyNoProcessOfItsOwn);
}

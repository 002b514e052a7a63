using TaskManagement.Hosting.Engines;

namespace TaskManagement.Api.Engines;

/// <summary>The embedded engine has no client of its own: its grains are reached in their process only.</summary>
internal static class EngineClient
{
    public static void UseEngineClient(this WebApplicationBuilder _) =>
        throw new InvalidOperationException(GrainEngine.WhyNoProcessOfItsOwn);
}

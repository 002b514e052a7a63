using TaskManagement.Hosting.Engines;

namespace TaskManagement.Api.Engines;

/// <summary>Makes a front end a client of its cluster.</summary>
internal static class EngineClient
{
    public static void UseEngineClient(this WebApplicationBuilder builder) =>
        builder.UseOrleansClient(client =>
            client.AddActivityPropagation().UseClustering(builder.Configuration));
}

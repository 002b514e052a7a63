using TaskManagement.Hosting.Engines;
using TaskManagement.Telemetry;

namespace TaskManagement.Api.Engines;

/// <summary>Makes a front end a client of its cluster.</summary>
internal static class EngineClient
{
    public static void UseEngineClient(this WebApplicationBuilder builder) =>
        builder.UseOrleansClient(client =>
        {
            var telemetry = builder.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new();
            if (telemetry.SendsTraces)
                client.AddActivityPropagation();
            client.UseClustering(builder.Configuration);
        });
}

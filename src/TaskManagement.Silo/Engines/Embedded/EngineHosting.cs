using Microsoft.Extensions.Configuration;

namespace TaskManagement.Silo.Engines;

/// <summary>What a silo needs of the embedded engine: nothing, since it is one process and knows no cluster.</summary>
internal static class EngineHosting
{
    public static ISiloBuilder UseEngine(this ISiloBuilder silo, IConfiguration _) => silo;
}

using System.Net;
using System.Net.Sockets;

namespace TaskManagement.EndToEnd.Engines;

/// <summary>Ports that nobody listens at now.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

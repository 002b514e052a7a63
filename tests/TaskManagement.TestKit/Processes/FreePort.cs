using System.Net;
using System.Net.Sockets;

namespace TaskManagement.TestKit.Processes;

/// <summary>
/// Ports for servers that cannot pick one themselves. They lie below those that systems give to outgoing connections,
/// and none is handed out again soon, so that nothing takes one between the choice and the server's start.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 10_000;

    /// <summary>Test processes that run at once begin apart from each other.</summary>
    private const int ApartFromNextProcess = 64;

    private static int _asked = Environment.ProcessId % (Count / ApartFromNextProcess) * ApartFromNextProcess;

    /// <summary>A port that nobody listens at, and that this process did not get before.</summary>
    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _asked) % Count);
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"Every port from {First} to {First + Count - 1} is taken.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}

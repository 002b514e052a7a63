using System.Net;
using System.Net.Sockets;

namespace TaskManagement.TestKit.PostgreSql;

/// <summary>
/// Stands between a client and a server, and cuts a connection when a message goes one way that holds certain bytes:
/// before it is passed on, or after, so that its answer is lost.
/// </summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private Cut? _cut;

    /// <summary>Passes everything on until a cut is ordered.</summary>
    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether the ordered cut was made.</summary>
    public bool HasCut => Volatile.Read(ref _cut) is null;

    /// <summary>Orders one cut, at the next message of a client that holds these bytes.</summary>
    /// <param name="isPassedOn">Whether the server still gets the message, and only its answer is lost.</param>
    public void CutAt(byte[] bytes, bool isPassedOn) => Volatile.Write(ref _cut, new Cut(bytes, isPassedOn));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // It is closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _stop.Token);
                var connection = new Connection(client.GetStream(), server.GetStream());
                await await Task.WhenAny(PassOnAsync(connection), AnswerAsync(connection));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                // One side has gone, and so does the other.
            }
        }
    }

    /// <summary>Returns when the connection is to be cut.</summary>
    private async Task PassOnAsync(Connection connection)
    {
        var buffer = new byte[1 << 16];
        while (await connection.Client.ReadAsync(buffer, _stop.Token) is > 0 and var length)
        {
            var message = buffer.AsMemory(0, length);
            if (Volatile.Read(ref _cut) is { } cut && message.Span.IndexOf(cut.Bytes) >= 0)
            {
                if (!cut.IsPassedOn)
                {
                    Volatile.Write(ref _cut, null);
                    return;
                }

                connection.AnswerIsLost = true;
            }

            await connection.Server.WriteAsync(message, _stop.Token);
        }
    }

    /// <summary>Returns when the server has ended the connection, or has given the answer that is to be lost.</summary>
    private async Task AnswerAsync(Connection connection)
    {
        var buffer = new byte[1 << 16];
        while (await connection.Server.ReadAsync(buffer, _stop.Token) is > 0 and var length)
        {
            if (connection.AnswerIsLost)
            {
                Volatile.Write(ref _cut, null);
                return;
            }

            await connection.Client.WriteAsync(buffer.AsMemory(0, length), _stop.Token);
        }
    }

    private sealed record Connection(NetworkStream Client, NetworkStream Server)
    {
        public volatile bool AnswerIsLost;
    }

    private sealed record Cut(byte[] Bytes, bool IsPassedOn);
}

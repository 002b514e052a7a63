using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace TaskManagement.Benchmarks.Http;

/// <summary>
/// Sends the same request over kept-alive connections as fast as the answers come. It speaks just enough HTTP/1.1 to
/// cost little beside the server that it measures.
/// </summary>
internal sealed class HttpLoad(Uri address, string method, string path, string? token, string? body)
{
    private const int ReceiveBufferBytes = 64 * 1024;

    private readonly byte[] _request = Compose(address, method, path, token, body);

    /// <summary>Requests a second over a number of connections.</summary>
    public async Task<double> MeasureAsync(int connections, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        return await CountAsync(connections, duration) / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Requests answered over a number of connections.</summary>
    public async Task<long> CountAsync(int connections, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => Task.Run(() => RunAsync(clock, duration))));
        return counts.Sum();
    }

    private async Task<long> RunAsync(Stopwatch clock, TimeSpan duration)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var buffer = new byte[ReceiveBufferBytes];
        var count = 0L;
        for (; clock.Elapsed < duration; count++)
        {
            await socket.SendAsync(_request);
            await ReceiveAsync(socket, buffer);
        }

        return count;
    }

    private static async Task ReceiveAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        var wanted = -1;
        while (wanted <= 0 || filled < wanted)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (received == 0)
                throw new IOException("The server closed the connection.");
            filled += received;
            if (wanted < 0)
                wanted = AnswerLength(buffer.AsSpan(0, filled));
            if (wanted == 0 && buffer.AsSpan(0, filled).EndsWith("0\r\n\r\n"u8))
                return;
        }
    }

    /// <summary>Bytes of the whole answer; -1 until its head is there, 0 where it comes in chunks.</summary>
    private static int AnswerLength(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return -1;
        if (received["HTTP/1.1 ".Length] != (byte)'2')
            throw new IOException($"The server answered {Encoding.UTF8.GetString(received)}");
        var length = received.IndexOf("Content-Length: "u8);
        if (length < 0)
            return 0;
        return Utf8Parser.TryParse(received[(length + "Content-Length: ".Length)..], out int bytes, out _)
            ? head + "\r\n\r\n".Length + bytes
            : throw new IOException("The server sent a Content-Length that is no number.");
    }

    private static byte[] Compose(Uri address, string method, string path, string? token, string? body)
    {
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {address.Authority}\r\n");
        if (token is not null)
            head.Append("Authorization: Bearer ").Append(token).Append("\r\n");
        if (body is not null)
            head.Append("Content-Type: application/json\r\nContent-Length: ")
                .Append(Encoding.UTF8.GetByteCount(body)).Append("\r\n");
        return Encoding.UTF8.GetBytes(head.Append("\r\n").Append(body).ToString());
    }
}

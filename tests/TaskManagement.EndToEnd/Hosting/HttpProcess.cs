using System.Net;
using System.Text.RegularExpressions;

namespace TaskManagement.EndToEnd.Hosting;

/// <summary>A process that speaks HTTP: the server, or a front end of a cluster.</summary>
internal abstract partial class HttpProcess(ProductProcess process) : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    public Uri Address { get; } = new(process.Ready.Groups[1].Value);

    /// <summary>From the start of the process until it says that it is ready.</summary>
    public TimeSpan StartDuration => process.StartDuration;

    public string Output => process.Output;

    /// <summary>A client whose requests go there.</summary>
    public HttpClient Connect(string? accessToken = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 128 })
        {
            BaseAddress = Address,
            DefaultRequestVersion = HttpVersion.Version11,
            Timeout = TimeSpan.FromSeconds(60),
        };
        if (accessToken is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);
        return client;
    }

    /// <summary>Ends it as a power cut would: SIGKILL.</summary>
    public Task KillAsync() => process.KillAsync();

    /// <summary>Ends it as an operator does: SIGTERM.</summary>
    public Task<int> StopAsync() => process.StopAsync();

    public ValueTask DisposeAsync() => process.DisposeAsync();

    [GeneratedRegex(@"Ready at (http://[^,;\s]+?)[.,;\s]*($|[,;\s])")]
    protected static partial Regex ReadyLine();
}

using System.Net;
using System.Text.Json;
using TaskManagement.Cli.Output;
using TaskManagement.Cli.Sessions;

namespace TaskManagement.Cli.Http;

/// <summary>Speaks for who is logged in, and exchanges the access token once it has expired.</summary>
internal sealed class SessionClient : IDisposable
{
    private readonly SessionFile _file;
    private readonly ServerConnection _connection;
    private Session _session;

    public SessionClient(SessionFile file, TimeProvider time)
    {
        _file = file;
        _session = file.Read();
        _connection = new ServerConnection(_session.Server, time);
    }

    public Task<ServerAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(ServerRequest.Get(path), cancellationToken);

    public async Task<ServerAnswer> SendAsync(ServerRequest request, CancellationToken cancellationToken)
    {
        var answer = await _connection.SendAsync(request, _session.AccessToken, cancellationToken);
        if (answer.Status == HttpStatusCode.Unauthorized)
        {
            await RefreshAsync(cancellationToken);
            answer = await _connection.SendAsync(request, _session.AccessToken, cancellationToken);
        }

        return answer.Accepted();
    }

    /// <summary>All items of a paged answer.</summary>
    public async Task<List<JsonElement>> AllAsync(string path, CancellationToken cancellationToken)
    {
        List<JsonElement> items = [];
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = (await GetAsync(path + next, cancellationToken)).Json;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.Text("nextCursor");
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>Ends the session here, and at the server where it still knows it.</summary>
    public async Task LogOutAsync(CancellationToken cancellationToken)
    {
        using var held = await _file.LockAsync(cancellationToken);
        _session = _file.Read();
        var request = ServerRequest.Post("auth/logout", new { refreshToken = _session.RefreshToken });
        var answer = await _connection.SendAsync(request, null, cancellationToken);
        if (answer.Status != HttpStatusCode.Unauthorized)
            answer.Accepted();
        _file.Delete();
    }

    public void Dispose() => _connection.Dispose();

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        using var held = await _file.LockAsync(cancellationToken);
        var kept = _file.Read();
        if (kept.Server != _session.Server)
            throw new CliException("Another process has logged in elsewhere meanwhile. Run the same command again.");
        if (kept.AccessToken == _session.AccessToken)
        {
            kept = await ExchangeAsync(kept, cancellationToken);
            _file.Write(kept);
        }

        _session = kept;
    }

    private async Task<Session> ExchangeAsync(Session spent, CancellationToken cancellationToken)
    {
        var request = ServerRequest.Post("auth/refresh", new { refreshToken = spent.RefreshToken });
        var answer = await _connection.SendAsync(request, null, cancellationToken);
        if (answer.Status == HttpStatusCode.Unauthorized)
            throw new CliException($"{ProblemText.Of(answer)}{Environment.NewLine}Log in again with 'taskman login'.");
        var tokens = answer.Accepted().Json;
        return new Session(spent.Server, tokens.Required("accessToken"), tokens.Required("refreshToken"));
    }
}

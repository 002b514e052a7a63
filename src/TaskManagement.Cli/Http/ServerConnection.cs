using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace TaskManagement.Cli.Http;

/// <summary>Requests to one server. A request whose answer got lost is sent again under the same key.</summary>
internal sealed class ServerConnection : IDisposable
{
    private const int AttemptsMax = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public ServerConnection(Uri server, TimeProvider time)
    {
        // A redirect is not followed: a password goes to the named server alone.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(server, "/api/v1/"),
            Timeout = TimeSpan.FromSeconds(60),
        };
        _time = time;
    }

    public async Task<ServerAnswer> SendAsync(ServerRequest request, string? token, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var message = Message(request, token);
                using var response = await _http.SendAsync(message, cancellationToken);
                return new ServerAnswer(
                    response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
            }
            catch (HttpRequestException) when (attempt < AttemptsMax)
            {
                await Task.Delay(FirstPause * attempt, _time, cancellationToken);
            }
            catch (HttpRequestException error)
            {
                throw new CliException($"{_http.BaseAddress} cannot be reached: {error.Message}");
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CliException($"{_http.BaseAddress} has not answered for {_http.Timeout.TotalSeconds} s.");
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Message(ServerRequest request, string? token)
    {
        var message = new HttpRequestMessage(request.Method, request.Path);
        if (token is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (request.IdempotencyKey is { } key)
            message.Headers.Add("Idempotency-Key", key);
        if (request.Body is { } body)
            message.Content = JsonContent.Create(body, body.GetType());
        return message;
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace TaskManagement.EndToEnd.Hosting;

/// <summary>A registered user with a client of its own.</summary>
internal sealed class Account : IDisposable
{
    private const string Password = "a long enough password";

    private Account(HttpClient http, string id, string email) => (Http, Id, Email) = (http, id, email);

    public HttpClient Http { get; private set; }

    public string Id { get; }

    public string Email { get; }

    public static async Task<Account> RegisterAsync(
        ServerProcess server, string handle, string firstName = "Erika", string lastName = "Muster")
    {
        var http = server.Connect();
        var email = $"{handle}@example.org";
        var user = await http.PostJsonAsync(
            "/api/v1/auth/register", new { email, handle, firstName, lastName, password = Password });
        var account = new Account(http, user.GetProperty("id").GetString()!, email);
        await account.LogInAsync();
        return account;
    }

    /// <summary>The same account on a server that was started anew.</summary>
    public async Task ReconnectAsync(ServerProcess server)
    {
        Http.Dispose();
        Http = server.Connect();
        await LogInAsync();
    }

    public void Dispose() => Http.Dispose();

    private async Task LogInAsync()
    {
        var tokens = await Http.PostJsonAsync("/api/v1/auth/login", new { email = Email, password = Password });
        Http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
    }
}

/// <summary>Requests that must succeed, and say what the server answered where they do not.</summary>
internal static class JsonRequests
{
    public static Task<JsonElement> GetJsonAsync(this HttpClient http, string path) =>
        http.SendJsonAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public static Task<JsonElement> PostJsonAsync(
        this HttpClient http, string path, object? body = null, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType());
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return http.SendJsonAsync(request);
    }

    public static async Task<JsonElement> SendJsonAsync(this HttpClient http, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(
                response.IsSuccessStatusCode,
                $"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}: {text}");
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }
    }

    /// <summary>All items of a paged answer.</summary>
    public static async Task<List<JsonElement>> GetAllAsync(this HttpClient http, string path)
    {
        List<JsonElement> items = [];
        string? cursor = null;
        do
        {
            var page = await http.GetJsonAsync(
                $"{path}{(path.Contains('?') ? '&' : '?')}limit=200{(cursor is null ? "" : $"&cursor={cursor}")}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return items;
    }
}

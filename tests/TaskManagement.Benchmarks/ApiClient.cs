using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace TaskManagement.Benchmarks;

/// <summary>Asks a server as one of its users.</summary>
internal sealed class ApiClient(Uri server, string token) : IDisposable
{
    private const string Json = "application/json";

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(server, "/api/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<JsonElement> PostAsync(string path, object body) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<JsonElement> PatchAsync(string path, object body) =>
        SendAsync(HttpMethod.Patch, path, JsonContent.Create(body));

    /// <summary>Imports what Trello exported, to its end.</summary>
    /// <returns>The list that it became.</returns>
    public async Task<string> ImportAsync(byte[] export)
    {
        using var content = new ByteArrayContent(export);
        content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        var import = await SendAsync(HttpMethod.Post, "imports/trello", content);
        while (import.GetProperty("status").GetString() == "running")
        {
            await Task.Delay(AskAgain, TimeProvider.System);
            import = await GetAsync($"imports/{import.GetProperty("id").GetString()}");
        }

        return import.GetProperty("status").GetString() == "finished"
            ? import.GetProperty("listId").GetString()!
            : throw new InvalidOperationException($"The import ended with {import}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            var answer = await response.Content.ReadAsStringAsync();
            throw new InvalidOperationException($"{method} {path} was answered {(int)response.StatusCode}: {answer}");
        }

        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}

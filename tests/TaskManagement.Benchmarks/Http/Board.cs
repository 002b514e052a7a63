using System.Net.Http.Json;
using System.Text.Json;

namespace TaskManagement.Benchmarks.Http;

/// <summary>An account with a list and a task on a server, and the requests that loads send there.</summary>
internal sealed record Board(string Token, string List, string Task, string TaskJson)
{
    public const string NewTask =
        """{"title":"Water the plants","description":"All of them, also those on the balcony.","priority":2}""";

    public HttpLoad Get(Uri address) => new(address, "GET", $"/api/v1/tasks/{Task}", Token, null);

    public HttpLoad Create(Uri address) => new(address, "POST", $"/api/v1/lists/{List}/tasks", Token, NewTask);

    public HttpLoad Bare(Uri address, string method, string? body) =>
        new(address, method, BareServer.Path, Token, body);

    /// <summary>Makes it.</summary>
    public static async Task<Board> PrepareAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        const string password = "a long enough password";
        var handle = $"bench-{Guid.NewGuid():N}"[..16];
        var person = new { email = $"{handle}@example.org", handle, firstName = "B", lastName = "M", password };
        await SendAsync(http, "auth/register", person);
        var tokens = await SendAsync(http, "auth/login", new { person.email, password });
        var token = tokens.GetProperty("accessToken").GetString()!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var list = (await SendAsync(http, "lists", new { name = "Benchmark" })).GetProperty("id").GetString()!;
        var task = await SendAsync(http, $"lists/{list}/tasks", JsonSerializer.Deserialize<JsonElement>(NewTask));
        return new Board(token, list, task.GetProperty("id").GetString()!, task.GetRawText());
    }

    private static async Task<JsonElement> SendAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync($"/api/v1/{path}", body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}

using System.Net.Http.Json;
using System.Text.Json;

namespace TaskManagement.EndToEnd.Hosting;

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

    public static Task<JsonElement> PutJsonAsync(this HttpClient http, string path, object body) =>
        http.SendJsonAsync(new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = JsonContent.Create(body, body.GetType()),
        });

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

    /// <summary>The resource's id.</summary>
    public static string Id(this JsonElement resource) => resource.GetProperty("id").GetString()!;
}

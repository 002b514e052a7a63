using System.Net.Http.Json;
using System.Text.Json;

namespace TaskManagement.Benchmarks.Http;

/// <summary>
/// Requests a second of get and create beside a bare endpoint that answers the same bytes, in one run.
/// </summary>
internal static class HttpRatios
{
    private const int Connections = 64;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(3);

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("taskmanagement-bench-").FullName;
        try
        {
            using var server = await ChildServer.StartAsync(
                typeof(Server.ServerApplication).Assembly.Location,
                null,
                $"--Storage:Path={data}",
                "--Urls=http://127.0.0.1:0");
            Console.WriteLine($"start: {server.StartDuration.TotalMilliseconds:F0} ms until ready");
            var board = await PrepareAsync(server.Address);
            using var bare = await ChildServer.StartAsync(
                typeof(HttpRatios).Assembly.Location, board.TaskJson, BareServer.Argument);
            await CompareAsync("get", board.Get(server.Address), Bare(bare, "GET", null));
            await CompareAsync("create", board.Create(server.Address), Bare(bare, "POST", Board.NewTask));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static Task CompareAsync(string name, HttpLoad ours, HttpLoad ceiling) => Comparison.RunAsync(
        name, () => ours.MeasureAsync(Connections, Slice), "bare", () => ceiling.MeasureAsync(Connections, Slice));

    private static HttpLoad Bare(ChildServer server, string method, string? body) =>
        new(server.Address, method, "/bare", null, body);

    private static async Task<Board> PrepareAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        const string password = "a long enough password";
        var person = new { email = "bench@example.org", handle = "bench", firstName = "B", lastName = "M", password };
        await SendAsync(http, "auth/register", person);
        var tokens = await SendAsync(http, "auth/login", new { person.email, password });
        var token = tokens.GetProperty("accessToken").GetString()!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var list = (await SendAsync(http, "lists", new { name = "Benchmark" })).GetProperty("id").GetString()!;
        var task = await SendAsync(http, $"lists/{list}/tasks", JsonSerializer.Deserialize<JsonElement>(Board.NewTask));
        return new Board(token, list, task.GetProperty("id").GetString()!, task.GetRawText());
    }

    private static async Task<JsonElement> SendAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync($"/api/v1/{path}", body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private sealed record Board(string Token, string List, string Task, string TaskJson)
    {
        public const string NewTask =
            """{"title":"Water the plants","description":"All of them, also those on the balcony.","priority":2}""";

        public HttpLoad Get(Uri address) => new(address, "GET", $"/api/v1/tasks/{Task}", Token, null);

        public HttpLoad Create(Uri address) => new(address, "POST", $"/api/v1/lists/{List}/tasks", Token, NewTask);
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using TaskManagement.EndToEnd.Hosting;

namespace TaskManagement.EndToEnd;

/// <summary>The log of a server in a container: a machine reads it, and it holds nothing about people.</summary>
public sealed class LogTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string UnknownAddress = "nobody-knows-me@example.org";

    [Fact]
    public async Task Log_WhenPeopleHaveWorkedAndErred_ThenItIsJsonWithoutWhatTheyWrote()
    {
        using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(
            data.Path, "--Telemetry:Logs=Json", "--Logging:LogLevel:TaskManagement=Trace");
        using var person = await Account.RegisterAsync(server, "zebulonq", "Zebulonia", "Quagmirez");
        var token = person.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var list = (await person.Http.PostJsonAsync("/api/v1/lists", new { name = "Xanadu" })).Id();
        var task = (await person.Http.PostJsonAsync($"/api/v1/lists/{list}/tasks", new { title = "Yttrium" })).Id();
        await person.Http.PostJsonAsync($"/api/v1/tasks/{task}/comments", new { text = "Quixotic" });
        await person.Http.GetJsonAsync("/api/v1/tasks?text=Yttrium");
        await ErrAsync(person.Http);

        Assert.Equal(0, await server.StopAsync());

        foreach (var word in (string[])[person.Email, "zebulon", "Quagmirez", "Xanadu", "Yttrium", "Quixotic", token,
            UnknownAddress, "wrong password", "not a token"])
            Assert.DoesNotContain(word, server.Output, StringComparison.OrdinalIgnoreCase);
        foreach (var line in server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind);
        Assert.Contains("Ready at", server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Metrics=Nobody", null)]
    [InlineData("Metrics=Nobody", Trace)]
    [InlineData("OtlpEndpoint=http://127.0.0.1:9", null)]
    [InlineData("OtlpEndpoint=http://127.0.0.1:9", Trace)]
    public async Task Log_WhenARequestIsRefused_ThenItsLinesBearTheTraceIdOfTheAnswer(string telemetry, string? sent)
    {
        using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(
            data.Path,
            "--Telemetry:Logs=Json",
            $"--Telemetry:{telemetry}",
            "--Logging:LogLevel:Microsoft.AspNetCore.Routing=Information");
        using var http = new HttpClient { BaseAddress = server.Address };
        if (sent is not null)
            http.DefaultRequestHeaders.Add("traceparent", $"00-{sent}-b7ad6b7169203331-01");
        using var response = await http.PostAsJsonAsync(
            "/api/v1/auth/login", new { email = UnknownAddress, password = "wrong password" });
        var trace = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("traceId").GetString();

        Assert.Equal(0, await server.StopAsync());

        var executed = server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("message").GetString()!.StartsWith("Executing", StringComparison.Ordinal));
        Assert.Equal(trace, Assert.Single(executed).GetProperty("traceId").GetString());
        if (sent is not null)
            Assert.Equal(sent, trace);
    }

    /// <summary>What goes wrong is what gets logged.</summary>
    private static async Task ErrAsync(HttpClient http)
    {
        const string Json = "application/json";
        (HttpMethod, string, string?)[] wrong =
        [
            (HttpMethod.Post, "auth/login", $$"""{"email":"{{UnknownAddress}}","password":"wrong password"}"""),
            (HttpMethod.Post, "auth/refresh", """{"refreshToken":"not a token"}"""),
            (HttpMethod.Post, "lists", """{"name":"Xanadu","Yttrium":1}"""),
            (HttpMethod.Post, "imports/trello", """{"name":"Xanadu","cards":"Yttrium"}"""),
            (HttpMethod.Get, "tasks?text=Yttrium&nonsense=Quixotic", null),
        ];
        foreach (var (method, path, body) in wrong)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1/{path}");
            request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
            if (body is not null)
                request.Content = new StringContent(body, System.Text.Encoding.UTF8, Json);
            using var response = await http.SendAsync(request);
            Assert.InRange((int)response.StatusCode, 400, 499);
        }
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TaskManagement.EndToEnd.Hosting;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EndToEnd;

/// <summary>Boards that are larger, or worse, than any that a person made.</summary>
public sealed class LargeImportTests
{
    private const string Route = "/api/v1/imports/trello";
    private const int Cards = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Import_WhenThePowerIsCutAmidTenThousandCards_ThenTheSameFileGoesOnAndDoublesNothing()
    {
        using var data = new DataFolder();
        var server = await ServerProcess.StartAsync(data.Path);
        try
        {
            using var owner = await Account.RegisterAsync(server, "owner");
            var board = Board(Enumerable.Range(0, Cards).Select(Card));
            var cut = SendAsync(owner.Http, board);
            await Eventually.HoldsAsync(() => EventsOf(data.Path) > Cards / 4, "a part of the cards is in", Patience);
            await server.KillAsync();
            await Assert.ThrowsAsync<HttpRequestException>(() => cut);
            Assert.InRange(EventsOf(data.Path), Cards / 4, Cards - 1);

            server = await ServerProcess.StartAsync(data.Path);
            await owner.ReconnectAsync(server);
            var (status, progress) = await SendAsync(owner.Http, board);
            Assert.True(status is HttpStatusCode.Created or HttpStatusCode.Accepted, $"{status}: {progress}");
            var list = (await FinishedAsync(owner.Http, progress)).GetProperty("listId").GetString();

            var titles = (await owner.Http.GetAllAsync($"/api/v1/lists/{list}/tasks"))
                .Select(task => task.GetProperty("title").GetString());
            Assert.Equal(Enumerable.Range(0, Cards).Select(card => $"Card {card}").Order(), titles.Order());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Import_WhenTheFileIsHostile_ThenNothingIsWrittenAndRequestsBesideItAreAnswered()
    {
        using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(data.Path);
        using var owner = await Account.RegisterAsync(server, "owner");
        await Eventually.SeesAsync(
            () => owner.Http.GetAllAsync("/api/v1/lists"), lists => lists.Count == 2, "the first lists are there");
        var before = EventsOf(data.Path);
        using var end = new CancellationTokenSource();
        var beside = ReadUntilAsync(owner.Http, end.Token);

        await RefusedAsync(owner.Http, Board(Enumerable.Range(0, Cards).Select(Card))[..^40], 400);
        await RefusedAsync(owner.Http, Board(Enumerable.Repeat(Card(1), 2)), 400);
        await RefusedAsync(owner.Http, $"{{\"id\":{new string('[', 500_000)}", 400);
        await RefusedAsync(owner.Http, Board(["""{"id":"c","name":{"a":1},"idList":"l"}"""]), 400);
        await RefusedAsync(owner.Http, new string(' ', 200_000_000), 413);

        await end.CancelAsync();
        Assert.NotEqual(0, await beside);
        Assert.Equal(before, EventsOf(data.Path));
        Assert.Equal(2, (await owner.Http.GetAllAsync("/api/v1/lists")).Count);
    }

    private static string Card(int number) => $$"""{"id":"c{{number}}","name":"Card {{number}}","idList":"l"}""";

    private static string Board(IEnumerable<string> cards) =>
        $$"""{"id":"b","name":"Board","lists":[{"id":"l","name":"L"}],"cards":[{{string.Join(',', cards)}}]}""";

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient http, string board)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Route)
        {
            Content = new StringContent(board, Encoding.UTF8, "application/json"),
        };

        // The server may refuse by the length alone; without this the client would write into a closed connection.
        request.Headers.ExpectContinue = true;
        using var response = await http.SendAsync(request);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, body.RootElement.Clone());
    }

    private static async Task RefusedAsync(HttpClient http, string board, int expected)
    {
        var (status, problem) = await SendAsync(http, board);
        Assert.Equal(expected, (int)status);
        Assert.NotEmpty(problem.GetProperty("code").GetString()!);
    }

    private static Task<JsonElement> FinishedAsync(HttpClient http, JsonElement progress) => Eventually.SeesAsync(
        () => http.GetJsonAsync($"/api/v1/imports/{progress.Id()}"),
        now => now.GetProperty("status").GetString() == "finished", "the import has finished", Patience);

    /// <summary>Reads until the end; one failure fails the test. Gives how often it read.</summary>
    private static async Task<int> ReadUntilAsync(HttpClient http, CancellationToken end)
    {
        var reads = 0;
        for (; !end.IsCancellationRequested; reads++)
            await http.GetJsonAsync("/api/v1/lists");
        return reads;
    }

    /// <summary>How many events the log holds, read past the server.</summary>
    private static long EventsOf(string folder)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Directory.GetFiles(folder, "*.db").Single()};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM events";
        return (long)command.ExecuteScalar()!;
    }
}

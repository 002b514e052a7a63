using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using TaskManagement.EndToEnd.Hosting;

namespace TaskManagement.EndToEnd;

/// <summary>A real board of 72 cards through the whole system.</summary>
public sealed class TrelloBoardTests
{
    private static readonly string Board = Path.Combine(SharedData.Folder, "trello-gis-board.json");

    [SharedDataFact("trello-gis-board.json")]
    public async Task Import_WhenTheGisBoardComesOverHttp_ThenBringsEverythingOnceAndReadsBackRight()
    {
        using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(data.Path);
        using var owner = await Account.RegisterAsync(server, "owner");

        var first = await ImportAsync(owner.Http);
        Assert.Equal("finished", first.GetProperty("status").GetString());
        Assert.Equal(
            (15, 72, 72, 0, 5),
            (Number(first, "sections"), Number(first, "total"), Number(first, "imported"), Number(first, "skipped"),
                Number(first, "comments")));

        var list = await owner.Http.GetJsonAsync($"/api/v1/lists/{first.GetProperty("listId").GetString()}");
        Assert.Equal("GIS", list.GetProperty("name").GetString());
        Assert.Equal(15, list.GetProperty("sections").GetArrayLength());
        Assert.Equal("Basics", list.GetProperty("sections")[0].GetProperty("name").GetString());
        await VerifyTasksAsync(owner.Http, list.Id());

        var before = await SnapshotAsync(owner.Http, list.Id());
        var second = await ImportAsync(owner.Http);
        Assert.Equal((0, 72, 0), (Number(second, "imported"), Number(second, "skipped"), Number(second, "comments")));
        Assert.Equal(before, await SnapshotAsync(owner.Http, list.Id()));
        Assert.Empty(await owner.Http.GetAllAsync("/api/v1/notifications"));
    }

    [SharedDataFact("trello-gis-board.json")]
    public async Task LookingBack_WhenATaskOfTheBoardHasChanged_ThenShowsItAsItStood()
    {
        using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(data.Path);
        using var owner = await Account.RegisterAsync(server, "owner");
        var list = (await ImportAsync(owner.Http)).GetProperty("listId").GetString();
        var task = (await owner.Http.GetAllAsync($"/api/v1/lists/{list}/tasks"))[0];
        var path = $"/api/v1/tasks/{task.Id()}";
        var asImported = task.GetProperty("updatedAt").GetString()!;

        await owner.Http.SendJsonAsync(new HttpRequestMessage(HttpMethod.Patch, path)
        {
            Content = new StringContent(
                """{"title":"Renamed"}""", new MediaTypeHeaderValue("application/merge-patch+json")),
        });
        await owner.Http.PostJsonAsync($"{path}/complete");

        var past = await owner.Http.GetJsonAsync($"{path}?asOf={Uri.EscapeDataString(asImported)}");
        Assert.Equal(task.GetProperty("title").GetString(), past.GetProperty("title").GetString());
        Assert.Equal("todo", past.GetProperty("status").GetString());
        var now = await owner.Http.GetJsonAsync(path);
        Assert.Equal("Renamed", now.GetProperty("title").GetString());
        Assert.Equal("done", now.GetProperty("status").GetString());
        var history = await owner.Http.GetAllAsync($"{path}/history");
        Assert.Equal("task.completed.v1", history[0].GetProperty("type").GetString());
        var rename = history[1].GetProperty("changes").EnumerateArray().Single();
        Assert.Equal("title", rename.GetProperty("field").GetString());
        Assert.Equal(task.GetProperty("title").GetString(), rename.GetProperty("old").GetString());
        Assert.Equal("Renamed", rename.GetProperty("new").GetString());
    }

    private static async Task VerifyTasksAsync(HttpClient http, string list)
    {
        var open = await http.GetAllAsync($"/api/v1/lists/{list}/tasks");
        var archived = await http.GetAllAsync($"/api/v1/lists/{list}/tasks?archived=true");
        Assert.Equal((71, 1), (open.Count, archived.Count));
        using var board = JsonDocument.Parse(await File.ReadAllTextAsync(Board));
        var names = board.RootElement.GetProperty("cards").EnumerateArray()
            .Select(card => card.GetProperty("name").GetString()).Order();
        Assert.Equal(names, open.Concat(archived).Select(task => task.GetProperty("title").GetString()).Order());
        Assert.All(open, task =>
            Assert.StartsWith("2012-", task.GetProperty("createdAt").GetString(), StringComparison.Ordinal));

        var comments = 0;
        foreach (var task in open.Concat(archived).Where(task => Number(task, "commentCount") > 0))
        {
            var page = await http.GetAllAsync($"/api/v1/tasks/{task.Id()}/comments");
            Assert.All(page, comment => Assert.NotEmpty(comment.GetProperty("authorName").GetString()!));
            comments += page.Count;
        }

        Assert.Equal(5, comments);
    }

    private static async Task<string> SnapshotAsync(HttpClient http, string list)
    {
        var tasks = await http.GetAllAsync($"/api/v1/lists/{list}/tasks?archived=any");
        return string.Join('\n', tasks.Select(task => task.GetRawText()))
            + (await http.GetJsonAsync($"/api/v1/lists/{list}")).GetRawText();
    }

    private static async Task<JsonElement> ImportAsync(HttpClient http)
    {
        using var content = new StreamContent(File.OpenRead(Board));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync("/api/v1/imports/trello", content);
        var text = await response.Content.ReadAsStringAsync();
        var succeeded = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created;
        Assert.True(succeeded, $"{response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}

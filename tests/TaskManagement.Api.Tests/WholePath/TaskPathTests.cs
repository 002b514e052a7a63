using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class TaskPathTests(ServerHost server)
{
    [Fact]
    public async Task Task_WhenLivedThrough_ThenEveryActRaisesTheVersion()
    {
        var owner = server.Owner;
        var path = $"/tasks/{await owner.TaskAsync(await owner.ListAsync())}";
        await owner.SendAsync("PATCH", path, new { title = "Renamed", priority = 3 }, 200, ("If-Match", "\"1\""));
        await owner.SendAsync("POST", $"{path}/assign", new { assigneeId = owner.Id });
        var done = await owner.SendAsync("POST", $"{path}/complete");
        Assert.Equal("done", done.GetProperty("status").GetString());
        var open = await owner.SendAsync("POST", $"{path}/reopen");
        Assert.Equal(JsonValueKind.Null, open.GetProperty("completedAt").ValueKind);
        await owner.SendAsync("POST", $"{path}/comments", new { text = "Words" }, 201);
        var comments = await owner.SendAsync("GET", $"{path}/comments");
        Assert.Equal("Words", comments.GetProperty("items")[0].GetProperty("text").GetString());
        var history = await owner.SendAsync("GET", $"{path}/history");
        Assert.Equal("task.commented.v1", history.GetProperty("items")[0].GetProperty("type").GetString());
        await owner.SendAsync("DELETE", path, null, 204);
        await owner.RefusedAsync(404, "task_deleted", "GET", path);
    }

    [Fact]
    public async Task Get_WhenAsOfIsGiven_ThenTaskIsAsItStood()
    {
        var owner = server.Owner;
        var path = $"/tasks/{await owner.TaskAsync(await owner.ListAsync(), "Before")}";
        var before = (await owner.SendAsync("GET", path)).GetProperty("updatedAt").GetString();
        await owner.SendAsync("PATCH", path, new { title = "After" });
        var then = await owner.SendAsync("GET", $"{path}?asOf={before}");
        Assert.Equal("Before", then.GetProperty("title").GetString());
        Assert.Equal(1, then.GetProperty("version").GetInt64());
        await owner.RefusedAsync(404, "task_not_found", "GET", $"{path}?asOf=2001-01-01");
    }

    [Fact]
    public async Task Create_WhenRepeatedUnderOneKey_ThenOneTask_AndAnotherBodyIsRefused()
    {
        var owner = server.Owner;
        var path = $"/lists/{await owner.ListAsync()}/tasks";
        var key = ("Idempotency-Key", "create-once");
        var first = await owner.SendAsync("POST", path, new { title = "Once" }, 201, key);
        var second = await owner.SendAsync("POST", path, new { title = "Once" }, 201, key);
        Assert.Equal(first.ToString(), second.ToString());
        await owner.RefusedAsync(422, "idempotency_key_reused", "POST", path, new { title = "Twice" }, key);
        Assert.Equal(1, (await owner.SendAsync("GET", path)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Patch_WhenRepeatedAfterOthers_ThenFirstAnswerAndNoSecondEffect()
    {
        var owner = server.Owner;
        var path = $"/tasks/{await owner.TaskAsync(await owner.ListAsync())}";
        var key = ("Idempotency-Key", "patch-once");
        var first = await owner.SendAsync("PATCH", path, new { title = "Mine" }, 200, key);
        await owner.SendAsync("PATCH", path, new { title = "Later" });
        var again = await owner.SendAsync("PATCH", path, new { title = "Mine" }, 200, key);
        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal("Later", (await owner.SendAsync("GET", path)).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/assign")]
    [InlineData("POST", "/complete")]
    [InlineData("POST", "/reopen")]
    [InlineData("POST", "/cancel")]
    [InlineData("POST", "/archive")]
    [InlineData("POST", "/unarchive")]
    [InlineData("POST", "/restore")]
    [InlineData("POST", "/move")]
    [InlineData("POST", "/undo")]
    [InlineData("GET", "/comments")]
    [InlineData("POST", "/comments")]
    [InlineData("GET", "/history")]
    public async Task Task_WhenCallerIsNoMember_ThenNotFoundAsIfItWereNot(string method, string act)
    {
        var task = await server.Owner.TaskAsync(await server.Owner.ListAsync());
        object? body = act switch
        {
            "/move" => new { after = task },
            "/assign" => new { assigneeId = server.Stranger.Id },
            "/comments" when method == "POST" => new { text = "x" },
            "" when method == "PATCH" => new { title = "x" },
            _ => null,
        };
        var foreign = await server.Stranger.RefusedAsync(404, "task_not_found", method, $"/tasks/{task}{act}", body);
        var unknown = await server.Stranger.RefusedAsync(
            404, "task_not_found", method, $"/tasks/{Guid.CreateVersion7()}{act}", body);
        Assert.Equal(unknown.GetProperty("detail").GetString(), foreign.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Create_WhenReferencesAreForeign_ThenRefusedByName()
    {
        var path = $"/lists/{await server.Owner.ListAsync()}/tasks";
        await RefusedAsync(new { title = "x", sectionId = Guid.CreateVersion7() }, "sectionId");
        await RefusedAsync(new { title = "x", assigneeId = server.Stranger.Id }, "assigneeId");
        await RefusedAsync(new { title = "x", labels = new[] { Guid.CreateVersion7() } }, "labels");
        await RefusedAsync(new { title = new string('x', 501) }, "title");
        await RefusedAsync(new { title = "x", priority = 5 }, "priority");
        await RefusedAsync(new { title = "x", dueDate = "2026-03-03" }, "dueTimeZone");
        Assert.Equal(0, (await server.Owner.SendAsync("GET", path)).GetProperty("items").GetArrayLength());

        async Task RefusedAsync(object body, string field)
        {
            using var response = await server.Owner.RespondAsync("POST", path, body);
            var problem = await ApiHost.BodyOfAsync(response);
            Assert.Equal(400, (int)response.StatusCode);
            Assert.Contains(
                problem.GetProperty("errors").EnumerateObject(),
                error => error.Name.StartsWith(field, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Tasks_WhenFilteredAndPaged_ThenEachFitsAndComesOnce()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        for (var i = 0; i < 7; i++)
            await owner.TaskAsync(list, $"Walk {i}");
        await owner.TaskAsync(list, "Sit");
        List<string> titles = [];
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = await owner.SendAsync("GET", $"/tasks?listId={list}&text=walk&sort=-title&limit=3{next}");
            titles.AddRange(Items(page).Select(task => task.GetProperty("title").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"Walk {6 - i}"), titles);
        await owner.RefusedAsync(400, "cursor_invalid", "GET", $"/tasks?listId={list}&cursor=nonsense");
        Assert.Empty(Items(await server.Stranger.SendAsync("GET", $"/tasks?listId={list}")));
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement page) => page.GetProperty("items").EnumerateArray();
}

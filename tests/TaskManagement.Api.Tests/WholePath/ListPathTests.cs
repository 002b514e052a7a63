using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class ListPathTests(ServerHost server)
{
    private static readonly string[] OpenAndShut = ["Open", "Shut"];

    [Fact]
    public async Task Lists_WhenMadeChangedAndRead_ThenVersionsRise()
    {
        var owner = server.Owner;
        var made = await owner.SendAsync(
            "POST", "/lists", new { name = "Plans", description = "d", sections = OpenAndShut }, 201);
        var path = $"/lists/{made.GetProperty("id").GetString()}";
        Assert.Equal("Open", made.GetProperty("sections")[0].GetProperty("name").GetString());
        var patched = await owner.SendAsync("PATCH", path, new { name = "New plans" }, 200, ("If-Match", "\"1\""));
        Assert.Equal("d", patched.GetProperty("description").GetString());
        await owner.RefusedAsync(412, "version_stale", "PATCH", path, new { name = "Late" }, ("If-Match", "\"1\""));
        var labelled = await owner.SendAsync("POST", $"{path}/labels", new { name = "Red", color = "#ff0000" }, 201);
        Assert.Equal("Red", labelled.GetProperty("labels")[0].GetProperty("name").GetString());
        var parted = await owner.SendAsync("POST", $"{path}/sections", new { name = "Third" }, 201);
        Assert.Equal(3, parted.GetProperty("sections").GetArrayLength());
        Assert.Equal(4, (await owner.SendAsync("GET", path)).GetProperty("version").GetInt64());
        var history = await owner.SendAsync("GET", $"{path}/history?limit=2");
        Assert.Equal(2, history.GetProperty("items").GetArrayLength());
        Assert.NotNull(history.GetProperty("nextCursor").GetString());
    }

    [Fact]
    public async Task Lists_WhenReadInPages_ThenEachListComesOnce()
    {
        var person = await server.RegisterAsync("pager");
        for (var i = 0; i < 5; i++)
            await person.ListAsync($"List {i}");
        List<string> names = [];
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = await person.SendAsync("GET", $"/lists?limit=2{next}");
            var items = page.GetProperty("items").EnumerateArray();
            names.AddRange(items.Select(item => item.GetProperty("name").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(5, names.Count(name => name.StartsWith("List ", StringComparison.Ordinal)));
        Assert.Equal(names.Count, names.Distinct().Count());
        await person.RefusedAsync(400, "cursor_invalid", "GET", "/lists?cursor=nonsense");
        person.Client.Dispose();
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PATCH", "")]
    [InlineData("POST", "/sections")]
    [InlineData("POST", "/labels")]
    [InlineData("GET", "/history")]
    [InlineData("GET", "/tasks")]
    [InlineData("POST", "/tasks")]
    [InlineData("PUT", "/members/{me}")]
    [InlineData("DELETE", "/members/{me}")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/restore")]
    [InlineData("POST", "/undo")]
    [InlineData("PATCH", "/sections/{me}")]
    [InlineData("DELETE", "/sections/{me}")]
    [InlineData("PATCH", "/labels/{me}")]
    [InlineData("DELETE", "/labels/{me}")]
    public async Task List_WhenCallerIsNoMember_ThenNotFound(string method, string part)
    {
        var list = await server.Owner.ListAsync();
        var path = $"/lists/{list}{part.Replace("{me}", server.Stranger.Id.ToString(), StringComparison.Ordinal)}";
        object? body = (method, part) switch
        {
            ("GET" or "DELETE", _) or (_, "/restore" or "/undo") => null,
            ("PUT", _) => new { role = "owner" },
            (_, "/tasks") => new { title = "Mine" },
            (_, "/labels") => new { name = "x", color = "#ffffff" },
            _ => new { name = "Mine" },
        };
        await server.Stranger.RefusedAsync(404, "list_not_found", method, path, body);
    }

    [Fact]
    public async Task Member_WhenViewerThenEditorThenGone_ThenMayReadThenWriteThenNothing()
    {
        var (owner, friend) = (server.Owner, await server.RegisterAsync("friend"));
        var list = await owner.ListAsync();
        var member = $"/lists/{list}/members/{friend.Id}";
        await owner.SendAsync("PUT", member, new { role = "viewer" });
        Assert.Equal("viewer", (await friend.SendAsync("GET", $"/lists/{list}")).GetProperty("role").GetString());
        await friend.RefusedAsync(403, "forbidden", "POST", $"/lists/{list}/tasks", new { title = "x" });
        await owner.SendAsync("PUT", member, new { role = "editor" });
        var task = await friend.TaskAsync(list);
        await owner.SendAsync("DELETE", member, null, 204);
        await friend.RefusedAsync(404, "task_not_found", "GET", $"/tasks/{task}");
        await friend.RefusedAsync(404, "list_not_found", "GET", $"/lists/{list}");
        friend.Client.Dispose();
    }

    [Fact]
    public async Task Member_WhenUserIsUnknown_ThenRefused()
    {
        var list = await server.Owner.ListAsync();
        using var response = await server.Owner.RespondAsync(
            "PUT", $"/lists/{list}/members/{Guid.CreateVersion7()}", new { role = "viewer" });
        Assert.InRange((int)response.StatusCode, 400, 422);
        await server.Owner.RefusedAsync(
            404, "user_not_found", "PUT", $"/lists/{list}/members/nobody", new { role = "viewer" });
    }
}

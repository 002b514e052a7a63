using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Parts, archive, trash, undo and past of a list.</summary>
[Collection(WholePathCollection.Name)]
public sealed class ListActPathTests(ServerHost server)
{
    private static readonly string[] TwoSections = ["Open", "Shut"];

    [Fact]
    public async Task Sections_WhenRenamedMovedAndRemoved_ThenTasksLoseNothing()
    {
        var owner = server.Owner;
        var list = await owner.SendAsync("POST", "/lists", new { name = "Plans", sections = TwoSections }, 201);
        var path = $"/lists/{list.GetProperty("id").GetString()}";
        var open = list.GetProperty("sections")[0].GetProperty("id").GetString();
        var task = await owner.SendAsync("POST", $"{path}/tasks", new { title = "x", sectionId = open }, 201);

        var moved = await owner.SendAsync("PATCH", $"{path}/sections/{open}", new { name = "Ajar", index = 7 });
        Assert.Equal(["Shut", "Ajar"], Names(moved, "sections"));
        await owner.SendAsync("DELETE", $"{path}/sections/{open}", null, 204);
        var read = await owner.SendAsync("GET", $"/tasks/{task.GetProperty("id").GetString()}");
        Assert.Equal(open, read.GetProperty("sectionId").GetString());
        var back = await owner.SendAsync("POST", $"{path}/undo");
        Assert.Equal(["Shut", "Ajar"], Names(back, "sections"));
        await owner.RefusedAsync(404, "section_not_found", "DELETE", $"{path}/sections/{Guid.CreateVersion7()}");
        await owner.RefusedAsync(
            400, "validation_failed", "PATCH", $"{path}/sections/{open}", new { index = -1 });
    }

    [Fact]
    public async Task Labels_WhenChangedAndRemoved_ThenPatchesOfTasksStillPass()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var path = $"/lists/{list}";
        var made = await owner.SendAsync("POST", $"{path}/labels", new { name = "Red", color = "#ff0000" }, 201);
        var label = made.GetProperty("labels")[0].GetProperty("id").GetString();
        var task = await owner.SendAsync("POST", $"{path}/tasks", new { title = "x", labels = new[] { label } }, 201);
        var changed = await owner.SendAsync("PATCH", $"{path}/labels/{label}", new { color = "#00FF00" });
        Assert.Equal("#00ff00", changed.GetProperty("labels")[0].GetProperty("color").GetString());
        await owner.SendAsync("DELETE", $"{path}/labels/{label}", null, 204);
        await owner.SendAsync(
            "PATCH", $"/tasks/{task.GetProperty("id").GetString()}", new { title = "y", labels = new[] { label } });
        await owner.RefusedAsync(404, "label_not_found", "DELETE", $"{path}/labels/{label}");
    }

    [Fact]
    public async Task List_WhenArchived_ThenItCanOnlyBeRead()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var task = await owner.TaskAsync(list);
        var archived = await owner.SendAsync("PATCH", $"/lists/{list}", new { archived = true });
        Assert.True(archived.GetProperty("archived").GetBoolean());
        await owner.RefusedAsync(409, "list_archived", "POST", $"/lists/{list}/tasks", new { title = "x" });
        await owner.RefusedAsync(409, "list_archived", "POST", $"/tasks/{task}/comments", new { text = "x" });
        await owner.SendAsync("GET", $"/tasks/{task}");
        await owner.SendAsync("PATCH", $"/lists/{list}", new { archived = false });
        await owner.TaskAsync(list);
    }

    [Fact]
    [Trait("Peer", "2")]
    public async Task List_WhenDeletedAndRestored_ThenAllItsTasksAreBack()
    {
        var (owner, friend) = (server.Owner, await server.RegisterAsync("trashed"));
        var list = await owner.ListAsync();
        await owner.SendAsync("PUT", $"/lists/{list}/members/{friend.Id}", new { role = "editor" });
        var task = await owner.TaskAsync(list, "Kept");
        await friend.RefusedAsync(403, "forbidden", "DELETE", $"/lists/{list}");
        await owner.SendAsync("DELETE", $"/lists/{list}", null, 204);

        await friend.RefusedAsync(404, "task_not_found", "GET", $"/tasks/{task}");
        await owner.RefusedAsync(404, "list_deleted", "GET", $"/lists/{list}");
        Assert.Empty((await friend.SendAsync("GET", "/tasks")).GetProperty("items").EnumerateArray());
        var trash = await owner.SendAsync("GET", "/trash?limit=1");
        Assert.Equal(list.ToString(), trash.GetProperty("items")[0].GetProperty("id").GetString());
        await friend.RefusedAsync(403, "forbidden", "POST", $"/lists/{list}/restore");
        await server.Stranger.RefusedAsync(404, "list_not_found", "POST", $"/lists/{list}/restore");

        await owner.SendAsync("POST", $"/lists/{list}/restore");
        await friend.SendAsync("GET", $"/tasks/{task}");
        Assert.Single((await friend.SendAsync("GET", "/tasks")).GetProperty("items").EnumerateArray());
        await owner.RefusedAsync(409, "list_not_deleted", "POST", $"/lists/{list}/restore");
        friend.Client.Dispose();
    }

    [Fact]
    public async Task Trash_WhenReadInPages_ThenEachThingComesOnceAndOnlyToMembers()
    {
        var person = await server.RegisterAsync("tidy");
        var list = await person.ListAsync();
        for (var i = 0; i < 5; i++)
            await person.SendAsync("DELETE", $"/tasks/{await person.TaskAsync(list, $"{i}")}", null, 204);
        List<string> titles = [];
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = await person.SendAsync("GET", $"/trash?limit=2{next}");
            titles.AddRange(Names(page, "items", "title"));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(["4", "3", "2", "1", "0"], titles);
        var foreign = await server.Stranger.SendAsync("GET", "/trash");
        Assert.DoesNotContain(list.ToString(), foreign.ToString(), StringComparison.Ordinal);
        person.Client.Dispose();
    }

    [Fact]
    public async Task Undo_WhenAMemberWasTakenOut_ThenOnlyTheOwnerMayTakeItBack()
    {
        var (owner, friend, other) = (
            server.Owner, await server.RegisterAsync("removed"), await server.RegisterAsync("editor"));
        var list = await owner.ListAsync();
        await owner.SendAsync("PUT", $"/lists/{list}/members/{other.Id}", new { role = "editor" });
        await owner.SendAsync("PUT", $"/lists/{list}/members/{friend.Id}", new { role = "viewer" });
        await owner.SendAsync("DELETE", $"/lists/{list}/members/{friend.Id}", null, 204);
        await other.RefusedAsync(403, "forbidden", "POST", $"/lists/{list}/undo");
        await owner.SendAsync("POST", $"/lists/{list}/undo");
        Assert.Equal("viewer", (await friend.SendAsync("GET", $"/lists/{list}")).GetProperty("role").GetString());
        await owner.SendAsync("PATCH", $"/lists/{list}", new { name = "One" });
        await owner.SendAsync("PATCH", $"/lists/{list}", new { name = "Two" });
        await owner.RefusedAsync(409, "undo_collides", "POST", $"/lists/{list}/undo", new { version = 7 });
        friend.Client.Dispose();
        other.Client.Dispose();
    }

    [Fact]
    public async Task Board_WhenReadAsOfAnInstant_ThenItIsAsItStood()
    {
        var owner = server.Owner;
        var (list, other) = (await owner.ListAsync("Then"), await owner.ListAsync());
        var (kept, moved, gone) = (
            await owner.TaskAsync(list, "kept"),
            await owner.TaskAsync(list, "moved"),
            await owner.TaskAsync(list, "gone"));
        var at = (await owner.SendAsync("GET", $"/tasks/{gone}")).GetProperty("updatedAt").GetString();
        await owner.SendAsync("PATCH", $"/tasks/{kept}", new { title = "changed" });
        await owner.SendAsync("POST", $"/tasks/{moved}/move", new { listId = other });
        await owner.SendAsync("DELETE", $"/tasks/{gone}", null, 204);
        await owner.TaskAsync(list, "later");
        await owner.SendAsync("PATCH", $"/lists/{list}", new { name = "Now" });

        var then = await owner.SendAsync("GET", $"/lists/{list}/tasks?asOf={at}");
        Assert.Equal(["gone", "kept", "moved"], Names(then, "items", "title").Order());
        var listThen = await owner.SendAsync("GET", $"/lists/{list}?asOf={at}");
        Assert.Equal("Then", listThen.GetProperty("name").GetString());
        var now = await owner.SendAsync("GET", $"/lists/{list}/tasks");
        Assert.Equal(["changed", "later"], Names(now, "items", "title").Order());
        Assert.Empty(Names(await owner.SendAsync("GET", $"/lists/{other}/tasks?asOf={at}"), "items", "title"));
        var first = await owner.SendAsync("GET", $"/lists/{list}/tasks?asOf={at}&limit=2");
        var cursor = Uri.EscapeDataString(first.GetProperty("nextCursor").GetString()!);
        var second = await owner.SendAsync("GET", $"/lists/{list}/tasks?asOf={at}&limit=2&cursor={cursor}");
        Assert.Single(Names(second, "items", "title"));
        await owner.RefusedAsync(400, "validation_failed", "GET", $"/lists/{list}/tasks?asOf={at}&status=done");
        await owner.RefusedAsync(400, "validation_failed", "GET", $"/lists/{list}/tasks?asOf=2999-01-01");
        await server.Stranger.RefusedAsync(404, "list_not_found", "GET", $"/lists/{list}/tasks?asOf={at}");
    }

    private static string[] Names(JsonElement thing, string part, string field = "name") =>
        [.. thing.GetProperty(part).EnumerateArray().Select(one => one.GetProperty(field).GetString()!)];
}

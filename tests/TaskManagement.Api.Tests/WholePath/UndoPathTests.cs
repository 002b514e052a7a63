using System.Net.Http.Headers;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Acts are taken back.</summary>
[Collection(WholePathCollection.Name)]
public sealed class UndoPathTests(ServerHost server)
{
    [Fact]
    public async Task Undo_WhenSent_ThenTheLastActIsTakenBackAndHistorySaysSo()
    {
        var owner = server.Owner;
        var path = $"/tasks/{await owner.TaskAsync(await owner.ListAsync(), "One")}";
        await owner.SendAsync("PATCH", path, new { title = "Two" });
        var done = await owner.SendAsync("POST", $"{path}/complete");
        var key = ("Idempotency-Key", "undo-once");
        var undone = await owner.SendAsync("POST", $"{path}/undo", null, 200, key);
        Assert.Equal("todo", undone.GetProperty("status").GetString());
        var again = await owner.SendAsync("POST", $"{path}/undo", null, 200, key);
        Assert.Equal(undone.ToString(), again.ToString());
        Assert.Equal("One", (await owner.SendAsync("POST", $"{path}/undo", new { })).GetProperty("title").GetString());
        var redone = await owner.SendAsync(
            "POST", $"{path}/undo", new { version = undone.GetProperty("version").GetInt64() });
        Assert.Equal("done", redone.GetProperty("status").GetString());
        Assert.Equal(done.GetProperty("completedAt").GetString(), redone.GetProperty("completedAt").GetString());
        var history = await owner.SendAsync("GET", $"{path}/history");
        Assert.Contains("task.undone.v1", history.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Peer", "2")]
    public async Task Undo_WhenTheTaskWasDeletedOrMoved_ThenItIsBack()
    {
        var owner = server.Owner;
        var (list, other) = (await owner.ListAsync(), await owner.ListAsync());
        var path = $"/tasks/{await owner.TaskAsync(list)}";
        await owner.SendAsync("DELETE", path, null, 204);
        await owner.SendAsync("POST", $"{path}/undo");
        await owner.SendAsync("POST", $"{path}/move", new { listId = other });
        var back = await owner.SendAsync("POST", $"{path}/undo");
        Assert.Equal(list.ToString(), back.GetProperty("listId").GetString());
        Assert.Equal("todo", (await owner.SendAsync("GET", path)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Undo_WhenLaterChangesCollide_ThenConflictSaysWhich()
    {
        var owner = server.Owner;
        var path = $"/tasks/{await owner.TaskAsync(await owner.ListAsync())}";
        await owner.SendAsync("PATCH", path, new { title = "Two" });
        await owner.SendAsync("PATCH", path, new { title = "Three" });
        var problem = await owner.RefusedAsync(409, "undo_collides", "POST", $"{path}/undo", new { version = 2 });
        Assert.Contains("version 3", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await owner.RefusedAsync(400, "validation_failed", "POST", $"{path}/undo", new { version = 99 });
        await owner.RefusedAsync(412, "version_stale", "POST", $"{path}/undo", null, ("If-Match", "\"1\""));
        Assert.Equal("Three", (await owner.SendAsync("GET", path)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Undo_WhenTheBodyIsEmptyButHasAType_ThenTheLastActIsMeant()
    {
        var owner = server.Owner;
        var task = await owner.TaskAsync(await owner.ListAsync(), "One");
        await owner.SendAsync("PATCH", $"/tasks/{task}", new { title = "Two" });
        using var content = new ByteArrayContent([]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await owner.Client.PostAsync($"/api/v1/tasks/{task}/undo", content);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("One", (await owner.SendAsync("GET", $"/tasks/{task}")).GetProperty("title").GetString());
    }
}

using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Trash, archive and place of a task.</summary>
[Collection(WholePathCollection.Name)]
public sealed class TaskActPathTests(ServerHost server)
{
    [Fact]
    [Trait("Peer", "2")]
    public async Task Restore_WhenDeleted_ThenTheTaskIsBackWhole()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var path = $"/tasks/{await owner.TaskAsync(list)}";
        await owner.SendAsync("POST", $"{path}/comments", new { text = "Words" }, 201);
        var before = await owner.SendAsync("GET", path);
        await owner.SendAsync("DELETE", path, null, 204);
        Assert.Empty(await TitlesAsync(list));
        var back = await owner.SendAsync("POST", $"{path}/restore");
        Assert.Equal(before.GetProperty("version").GetInt64() + 2, back.GetProperty("version").GetInt64());
        Assert.Equal(1, back.GetProperty("commentCount").GetInt32());
        Assert.Single(await TitlesAsync(list));
        await owner.RefusedAsync(409, "task_not_deleted", "POST", $"{path}/restore");
    }

    [Fact]
    public async Task Archive_WhenSent_ThenOutOfSightUntilBroughtBack()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var path = $"/tasks/{await owner.TaskAsync(list)}";
        Assert.True((await owner.SendAsync("POST", $"{path}/archive")).GetProperty("archived").GetBoolean());
        Assert.Empty(await TitlesAsync(list));
        await owner.SendAsync("PATCH", path, new { archived = false });
        Assert.Single(await TitlesAsync(list));
    }

    [Fact]
    public async Task Cancel_WhenSentTwice_ThenRefusedTheSecondTime()
    {
        var owner = server.Owner;
        var path = $"/tasks/{await owner.TaskAsync(await owner.ListAsync())}";
        Assert.Equal("cancelled", (await owner.SendAsync("POST", $"{path}/cancel")).GetProperty("status").GetString());
        await owner.RefusedAsync(409, "task_already_cancelled", "POST", $"{path}/cancel");
    }

    [Fact]
    [Trait("Peer", "7")]
    public async Task Move_WhenBesideOthers_ThenOneEventAndTheOrderIsTheNewOne()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var (one, two, three) = (
            await owner.TaskAsync(list, "one"),
            await owner.TaskAsync(list, "two"),
            await owner.TaskAsync(list, "three"));
        var moved = await owner.SendAsync("POST", $"/tasks/{three}/move", new { after = one });
        Assert.Equal(2, moved.GetProperty("version").GetInt64());
        Assert.Equal(["one", "three", "two"], await TitlesAsync(list));
        await owner.SendAsync("POST", $"/tasks/{two}/move", new { before = one });
        Assert.Equal(["two", "one", "three"], await TitlesAsync(list));
        await owner.SendAsync("POST", $"/tasks/{two}/move", new { });
        Assert.Equal(["one", "three", "two"], await TitlesAsync(list));
        var untouched = await owner.SendAsync("GET", $"/tasks/{one}");
        Assert.Equal(1, untouched.GetProperty("version").GetInt64());
    }

    [Fact]
    [Trait("Peer", "9")]
    public async Task Move_WhenManyGoToOnePlaceAtOnce_ThenAllSurviveInDifferentPlaces()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var first = await owner.TaskAsync(list, "first");
        await owner.TaskAsync(list, "last");
        var tasks = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => owner.TaskAsync(list, $"{i}")));
        var moves = tasks.Select(task => owner.SendAsync("POST", $"/tasks/{task}/move", new { after = first }));
        var positions = (await Task.WhenAll(moves)).Select(task => task.GetProperty("position").GetString());
        Assert.Equal(8, positions.Distinct().Count());
        var titles = await TitlesAsync(list);
        Assert.Equal(("first", "last", 10), (titles[0], titles[^1], titles.Length));
    }

    [Fact]
    [Trait("Peer", "5")]
    public async Task Move_WhenToAnotherList_ThenContentComesAlong()
    {
        var owner = server.Owner;
        var (from, to) = (await owner.ListAsync(), await owner.ListAsync());
        var path = $"/tasks/{await owner.TaskAsync(from, "Dig")}";
        await owner.SendAsync("POST", $"{path}/comments", new { text = "Deep" }, 201);
        var done = await owner.SendAsync("POST", $"{path}/complete");
        var moved = await owner.SendAsync("POST", $"{path}/move", new { listId = to });
        Assert.Equal(to.ToString(), moved.GetProperty("listId").GetString());
        Assert.Equal(done.GetProperty("completedAt").GetString(), moved.GetProperty("completedAt").GetString());
        Assert.Equal(1, moved.GetProperty("commentCount").GetInt32());
        Assert.Empty(await TitlesAsync(from));
        Assert.Equal(["Dig"], await TitlesAsync(to));
    }

    [Fact]
    public async Task Move_WhenItCannotBe_ThenRefusedAndNothingMoves()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var task = await owner.TaskAsync(list);
        var foreign = await server.Stranger.ListAsync();
        var path = $"/tasks/{task}/move";
        await owner.RefusedAsync(404, "list_not_found", "POST", path, new { listId = foreign });
        await owner.RefusedAsync(400, "validation_failed", "POST", path, new { after = Guid.CreateVersion7() });
        await owner.RefusedAsync(400, "validation_failed", "POST", path, new { after = task, before = task });
        await owner.RefusedAsync(400, "validation_failed", "POST", path, new { sectionId = Guid.CreateVersion7() });
        await owner.RefusedAsync(412, "version_stale", "POST", path, new { }, ("If-Match", "\"7\""));
        Assert.Equal(1, (await owner.SendAsync("GET", $"/tasks/{task}")).GetProperty("version").GetInt64());
    }

    private async Task<string[]> TitlesAsync(object list)
    {
        var page = await server.Owner.SendAsync("GET", $"/lists/{list}/tasks");
        return [.. page.GetProperty("items").EnumerateArray().Select(task => task.GetProperty("title").GetString()!)];
    }
}

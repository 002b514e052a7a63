using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>How tasks stand to each other.</summary>
[Collection(WholePathCollection.Name)]
[Trait("Peer", "23")]
public sealed class RelationPathTests(ServerHost server)
{
    [Fact]
    public async Task Relate_WhenItBlocks_ThenBothShowItUntilItIsTakenAway()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var (one, two) = (await owner.TaskAsync(list), await owner.TaskAsync(list));
        var key = ("Idempotency-Key", "relate-once");
        var body = new { kind = "blocks", taskId = two };
        var related = await owner.SendAsync("POST", $"/tasks/{one}/relations", body, 200, key);
        Assert.Equal([("blocks", two)], Relations(related));
        Assert.Equal([("blocked_by", one)], Relations(await owner.SendAsync("GET", $"/tasks/{two}")));
        var history = await owner.SendAsync("GET", $"/tasks/{two}/history");
        Assert.Contains("task.related.v1", history.ToString(), StringComparison.Ordinal);
        await owner.SendAsync("POST", $"/tasks/{two}/complete");
        await owner.SendAsync("DELETE", $"/tasks/{two}/relations/blocked_by/{one}");
        Assert.Empty(Relations(await owner.SendAsync("GET", $"/tasks/{one}")));
        var again = await owner.SendAsync("POST", $"/tasks/{one}/relations", body, 200, key);
        Assert.Equal(related.ToString(), again.ToString());
        Assert.Empty(Relations(await owner.SendAsync("GET", $"/tasks/{one}")));
        await owner.RefusedAsync(404, "relation_not_found", "DELETE", $"/tasks/{two}/relations/blocked_by/{one}");
    }

    [Fact]
    public async Task Relate_WhenACircleWouldClose_ThenRefusedAndTheWayIsNamed()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var tasks = new[] { await owner.TaskAsync(list), await owner.TaskAsync(list), await owner.TaskAsync(list) };
        await RelateAsync(tasks[0], "blocks", tasks[1]);
        await RelateAsync(tasks[2], "blocked_by", tasks[1]);
        var problem = await owner.RefusedAsync(
            409, "relation_cycle", "POST", $"/tasks/{tasks[2]}/relations", new { kind = "blocks", taskId = tasks[0] });
        Assert.Contains(
            $"{tasks[0]} → {tasks[1]} → {tasks[2]} → {tasks[0]}",
            problem.GetProperty("detail").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(2, (await owner.SendAsync("GET", $"/tasks/{tasks[2]}")).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Relate_WhenItCannotBe_ThenRefusedAndNothingIsWritten()
    {
        var owner = server.Owner;
        var task = await owner.TaskAsync(await owner.ListAsync());
        var elsewhere = await owner.TaskAsync(await owner.ListAsync());
        var hidden = await server.Stranger.TaskAsync(await server.Stranger.ListAsync());
        var path = $"/tasks/{task}/relations";
        await RefusedAsync(400, "validation_failed", new { kind = "relates_to", taskId = hidden });
        await RefusedAsync(400, "validation_failed", new { kind = "relates_to", taskId = task });
        await RefusedAsync(400, "validation_failed", new { kind = "loves", taskId = elsewhere });
        await RefusedAsync(400, "validation_failed", new { kind = "blocks" });
        await RefusedAsync(409, "relation_other_list", new { kind = "blocks", taskId = elsewhere });
        await RefusedAsync(409, "relation_other_list", new { kind = "subtask", taskId = elsewhere });
        await owner.RefusedAsync(
            412, "version_stale", "POST", path, new { kind = "relates_to", taskId = elsewhere }, ("If-Match", "\"9\""));
        await server.Stranger.RefusedAsync(
            404, "task_not_found", "POST", path, new { kind = "relates_to", taskId = hidden });
        Assert.Equal(1, (await owner.SendAsync("GET", $"/tasks/{task}")).GetProperty("version").GetInt64());
        await RelateAsync(task, "relates_to", elsewhere);
        Assert.Equal([("relates_to", task)], Relations(await owner.SendAsync("GET", $"/tasks/{elsewhere}")));

        Task<JsonElement> RefusedAsync(int status, string code, object body) =>
            owner.RefusedAsync(status, code, "POST", path, body);
    }

    [Fact]
    public async Task Move_WhenTheTaskIsTiedToOthers_ThenRefusedUntilThatIsUndone()
    {
        var owner = server.Owner;
        var (list, other) = (await owner.ListAsync(), await owner.ListAsync());
        var (one, two) = (await owner.TaskAsync(list), await owner.TaskAsync(list));
        await RelateAsync(one, "blocks", two);
        await owner.RefusedAsync(409, "task_tied_to_list", "POST", $"/tasks/{two}/move", new { listId = other });
        await owner.SendAsync("POST", $"/tasks/{one}/undo");
        Assert.Empty(Relations(await owner.SendAsync("GET", $"/tasks/{two}")));
        await owner.SendAsync("POST", $"/tasks/{two}/move", new { listId = other });
    }

    [Fact]
    public async Task Subtasks_WhenMadeAndPlaced_ThenTheParentHasThem()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var parent = await owner.TaskAsync(list, "Trip");
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => owner.SendAsync(
            "POST", $"/lists/{list}/tasks", new { title = $"Step {i}", parentId = parent }, 201)));
        Assert.All(made, task => Assert.Equal(parent, task.GetProperty("parentId").GetString()));
        Assert.Equal(6, await CountAsync(parent));
        Assert.Equal(6, Relations(await owner.SendAsync("GET", $"/tasks/{parent}")).Count());
        var child = made[0].GetProperty("id").GetString()!;
        var freed = await owner.SendAsync(
            "PATCH", $"/tasks/{child}", new { parentId = (string?)null, title = "Alone" });
        Assert.Equal(
            (JsonValueKind.Null, "Alone"),
            (freed.GetProperty("parentId").ValueKind, freed.GetProperty("title").GetString()));
        Assert.Equal(5, await CountAsync(parent));
        await RelateAsync(parent, "subtask", child);
        Assert.Equal(6, await CountAsync(parent));
        await owner.RefusedAsync(409, "relation_cycle", "PATCH", $"/tasks/{parent}", new { parentId = child });
        await owner.SendAsync("POST", $"/tasks/{parent}/complete");
        await owner.SendAsync("DELETE", $"/tasks/{parent}", null, 204);
        Assert.Equal(
            parent, (await owner.SendAsync("GET", $"/tasks/{child}")).GetProperty("parentId").GetString());
        await owner.SendAsync("POST", $"/tasks/{made[1].GetProperty("id").GetString()}/undo");
    }

    [Fact]
    [Trait("Peer", "2")]
    public async Task Undo_WhenOfARelation_ThenBothSidesAgreeAndNoCircleComesBack()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var (one, two) = (await owner.TaskAsync(list), await owner.TaskAsync(list));
        await RelateAsync(one, "blocks", two);
        var gone = await owner.SendAsync("POST", $"/tasks/{two}/undo");
        Assert.Empty(Relations(gone));
        Assert.Empty(Relations(await owner.SendAsync("GET", $"/tasks/{one}")));
        await RelateAsync(two, "blocks", one);
        var version = new { version = gone.GetProperty("version").GetInt64() };
        await owner.RefusedAsync(409, "relation_cycle", "POST", $"/tasks/{two}/undo", version);
        await owner.SendAsync("POST", $"/tasks/{one}/undo");
        await owner.SendAsync("POST", $"/tasks/{two}/undo", version);
        Assert.Equal([("blocks", two)], Relations(await owner.SendAsync("GET", $"/tasks/{one}")));
    }

    [Fact]
    public async Task Subtasks_WhenDeeperThanTheBound_ThenRefused()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var task = await owner.TaskAsync(list);
        var top = task;
        for (var level = 2; level <= 10; level++)
        {
            task = (await owner.SendAsync("POST", $"/lists/{list}/tasks", new { title = "x", parentId = task }, 201))
                .GetProperty("id").GetString()!;
        }

        var deeper = new { title = "x", parentId = task };
        await owner.RefusedAsync(409, "subtasks_too_deep", "POST", $"/lists/{list}/tasks", deeper);
        var above = await owner.TaskAsync(list);
        await owner.RefusedAsync(409, "subtasks_too_deep", "PATCH", $"/tasks/{top}", new { parentId = above });
        var foreign = await owner.TaskAsync(await owner.ListAsync());
        await owner.RefusedAsync(
            409, "relation_other_list", "POST", $"/lists/{list}/tasks", new { title = "x", parentId = foreign });
        await owner.RefusedAsync(
            400,
            "validation_failed",
            "POST",
            $"/lists/{list}/tasks",
            new { title = "x", parentId = Guid.CreateVersion7() });
    }

    private Task<JsonElement> RelateAsync(string task, string kind, string other) =>
        server.Owner.SendAsync("POST", $"/tasks/{task}/relations", new { kind, taskId = other });

    private async Task<int> CountAsync(string parent) =>
        (await server.Owner.SendAsync("GET", $"/tasks?parentId={parent}")).GetProperty("items").GetArrayLength();

    private static IEnumerable<(string? Kind, string? Task)> Relations(JsonElement task) =>
        task.GetProperty("relations").EnumerateArray()
            .Select(one => (one.GetProperty("kind").GetString(), one.GetProperty("taskId").GetString()));
}

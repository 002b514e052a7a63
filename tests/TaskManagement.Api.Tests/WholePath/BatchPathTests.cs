using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Many commands in one request.</summary>
[Collection(WholePathCollection.Name)]
public sealed class BatchPathTests(ServerHost server)
{
    private const string Batch = "/tasks/batch";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Peer", "22")]
    public async Task Batch_WhenOfEveryKind_ThenEachIsCarriedOut(bool atomic)
    {
        var owner = server.Owner;
        var (list, other) = (await owner.ListAsync(), await owner.ListAsync());
        var (one, two) = (await owner.TaskAsync(list), await owner.TaskAsync(list));
        var answer = await owner.SendAsync("POST", Batch, new
        {
            atomic,
            commands = new object[]
            {
                new { type = "create", listId = list, title = "New", priority = 2 },
                new { type = "patch", taskId = one, title = "Renamed", description = (string?)null },
                new { type = "assign", taskId = one, assigneeId = owner.Id },
                new { type = "complete", taskId = one },
                new { type = "reopen", taskId = one },
                new { type = "cancel", taskId = one },
                new { type = "move", taskId = one, listId = other },
                new { type = "archive", taskId = two },
                new { type = "unarchive", taskId = two },
                new { type = "delete", taskId = two },
                new { type = "restore", taskId = two },
            },
        });
        Assert.Equal([201, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], Statuses(answer));
        var moved = await owner.SendAsync("GET", $"/tasks/{one}");
        Assert.Equal(
            ("Renamed", "cancelled", other, 7),
            (moved.GetProperty("title").GetString(), moved.GetProperty("status").GetString(),
                moved.GetProperty("listId").GetString(), moved.GetProperty("version").GetInt64()));
        Assert.Equal(5, (await owner.SendAsync("GET", $"/tasks/{two}")).GetProperty("version").GetInt64());
        var made = Tasks(answer)[0].GetProperty("task").GetProperty("id").GetString();
        Assert.Equal(2, (await owner.SendAsync("GET", $"/tasks/{made}")).GetProperty("priority").GetInt32());
        var undone = await owner.SendAsync(
            "POST", Batch, new { atomic, commands = new[] { new { type = "undo", taskId = made, version = 1 } } });
        Assert.Equal([200], Statuses(undone));
        await owner.RefusedAsync(404, "task_deleted", "GET", $"/tasks/{made}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Peer", "23")]
    public async Task Batch_WhenSubtasksAreMade_ThenTheParentHasThemAll(bool atomic)
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var parent = await owner.TaskAsync(list);
        var commands = Enumerable.Range(0, 12)
            .Select(i => new { type = "create", listId = list, title = $"Step {i}", parentId = parent })
            .ToArray();
        var answer = await owner.SendAsync("POST", Batch, new { atomic, commands });
        Assert.All(Statuses(answer), status => Assert.Equal(201, status));
        var relations = (await owner.SendAsync("GET", $"/tasks/{parent}")).GetProperty("relations");
        Assert.Equal(12, relations.GetArrayLength());
        var patch = new { type = "patch", taskId = parent, parentId = parent };
        await owner.RefusedAsync(400, "validation_failed", "POST", Batch, new { atomic, commands = new[] { patch } });
    }

    [Fact]
    public async Task Batch_WhenSomeAreRefused_ThenTheOthersAreCarriedOut()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var task = await owner.TaskAsync(list);
        var hidden = await server.Stranger.TaskAsync(await server.Stranger.ListAsync());
        var answer = await owner.SendAsync("POST", Batch, new
        {
            commands = new object[]
            {
                new { type = "complete", taskId = task },
                new { type = "complete", taskId = task },
                new { type = "complete", taskId = hidden },
                new { type = "create", listId = list, title = " " },
                new { type = "patch", taskId = task, title = "x", ifVersion = 1 },
                new { type = "reopen", taskId = task, ifVersion = 2 },
            },
        });
        Assert.Equal([200, 409, 404, 400, 412, 200], Statuses(answer));
        Assert.Equal(
            ["task_already_completed", "task_not_found", "validation_failed", "version_stale"],
            Tasks(answer).Where(result => result.TryGetProperty("problem", out _))
                .Select(result => result.GetProperty("problem").GetProperty("code").GetString()));
        Assert.True(Tasks(answer)[3].GetProperty("problem").GetProperty("errors").TryGetProperty("title", out _));
        Assert.Equal(3, (await owner.SendAsync("GET", $"/tasks/{task}")).GetProperty("version").GetInt64());
    }

    [Fact]
    [Trait("Peer", "22")]
    public async Task AtomicBatch_WhenOneIsRefused_ThenItIsNamedAndNothingChanges()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var (one, two) = (await owner.TaskAsync(list), await owner.TaskAsync(list));
        var hidden = await server.Stranger.TaskAsync(await server.Stranger.ListAsync());
        await RefusedAsync(
            409, "batch_refused", "commands[2]", "task_already_completed", new { type = "complete", taskId = two });
        await RefusedAsync(
            409, "batch_refused", "commands[2]", "task_not_found", new { type = "complete", taskId = hidden });
        await RefusedAsync(
            409,
            "batch_refused",
            "commands[2]",
            "version_stale",
            new { type = "archive", taskId = one, ifVersion = 9 });
        await RefusedAsync(
            400, "validation_failed", "commands[2].priority", "", new { type = "patch", taskId = one, priority = 9 });
        foreach (var task in new[] { one, two })
            Assert.Equal(1, (await owner.SendAsync("GET", $"/tasks/{task}")).GetProperty("version").GetInt64());

        async Task RefusedAsync(int status, string code, string field, string why, object last)
        {
            var commands = new object[]
            {
                new { type = "complete", taskId = one }, new { type = "complete", taskId = two }, last,
            };
            var problem = await owner.RefusedAsync(status, code, "POST", Batch, new { atomic = true, commands });
            var error = problem.GetProperty("errors").GetProperty(field).GetString();
            Assert.Contains(why, error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Batch_WhenSentTwice_ThenTheSameAnswerAndNoSecondEffect(bool atomic)
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var task = await owner.TaskAsync(list);
        var body = new
        {
            atomic,
            commands = new object[]
            {
                new { type = "create", listId = list, title = "Once" },
                new { type = "complete", taskId = task },
                new { type = "patch", taskId = task, title = "Done" },
            },
        };
        var key = ("Idempotency-Key", $"batch-{atomic}");
        var first = await owner.SendAsync("POST", Batch, body, 200, key);
        await owner.SendAsync("POST", $"/tasks/{task}/reopen");
        var again = await owner.SendAsync("POST", Batch, body, 200, key);
        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal(4, (await owner.SendAsync("GET", $"/tasks/{task}")).GetProperty("version").GetInt64());
        var items = (await owner.SendAsync("GET", $"/lists/{list}/tasks")).GetProperty("items");
        Assert.Equal(2, items.GetArrayLength());
    }

    [Fact]
    public async Task AtomicBatch_WhenOthersWriteAtTheSameTime_ThenEveryOneIsWholeOrRefused()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var tasks = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => owner.TaskAsync(list, $"{i}")));
        var batches = Enumerable.Range(0, 8).Select(async i =>
        {
            var commands = tasks.Select(taskId => new { type = "patch", taskId, title = $"batch {i}" });
            using var response = await owner.RespondAsync("POST", Batch, new { atomic = true, commands });
            return (int)response.StatusCode;
        });
        Assert.All(await Task.WhenAll(batches), status => Assert.True(status is 200 or 409, $"{status}"));
        var titles = await Task.WhenAll(tasks.Select(task => owner.SendAsync("GET", $"/tasks/{task}")));
        Assert.Single(titles.Select(task => task.GetProperty("title").GetString()).Distinct());
    }

    [Fact]
    public async Task Batch_WhenMalformed_ThenEveryErrorHasItsPath()
    {
        var problem = await server.Owner.RefusedAsync(400, "validation_failed", "POST", Batch, new
        {
            commands = new object[]
            {
                new { type = "complete", taskId = Guid.CreateVersion7() },
                new { type = "explode" },
                new { type = "create", listId = Guid.CreateVersion7() },
                new { type = "patch", taskId = Guid.CreateVersion7(), title = 7, colour = "red" },
                new { taskId = Guid.CreateVersion7() },
            },
        });
        Assert.Equal(
            [
                "commands[1].type", "commands[2].title", "commands[3].colour", "commands[3].title", "commands[4].type",
            ],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        var many = Enumerable.Repeat(new { type = "complete", taskId = Guid.CreateVersion7() }, 101);
        await server.Owner.RefusedAsync(400, "validation_failed", "POST", Batch, new { commands = many });
        await server.Owner.RefusedAsync(
            400, "validation_failed", "POST", Batch, new { commands = many.Take(1) }, ("If-Match", "\"1\""));
    }

    private static JsonElement[] Tasks(JsonElement answer) => [.. answer.GetProperty("results").EnumerateArray()];

    private static IEnumerable<int> Statuses(JsonElement answer) =>
        Tasks(answer).Select(result => result.GetProperty("status").GetInt32());
}

using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Tasks that recur, and reminders.</summary>
[Collection(WholePathCollection.Name)]
public sealed class RecurrencePathTests(ServerHost server)
{
    [Fact]
    [Trait("Peer", "12")]
    public async Task Complete_WhenTaskRecurs_ThenTheAnswerNamesTheNext()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var task = await owner.SendAsync("POST", $"/lists/{list}/tasks", Weekly, 201);
        Assert.Equal(
            """{"rule":"FREQ=WEEKLY;BYDAY=MO","timeZone":"Europe/Berlin","afterCompletion":false}""",
            task.GetProperty("recurrence").ToString());
        var done = await owner.SendAsync("POST", $"/tasks/{task.GetProperty("id")}/complete");
        var next = await owner.SendAsync("GET", $"/tasks/{done.GetProperty("nextTaskId")}");
        Assert.Equal("2940-03-07", done.GetProperty("dueDate").GetString());
        Assert.Equal("2940-03-14", next.GetProperty("dueDate").GetString());
        Assert.Equal(30, next.GetProperty("reminders")[0].GetProperty("minutesBeforeDue").GetInt32());
        Assert.Equal("done", done.GetProperty("status").GetString());
    }

    [Fact]
    [Trait("Peer", "13")]
    public async Task Undo_WhenOfTheCompletion_ThenTheNextGoesToTheTrashUnlessItWasWorkedOn()
    {
        var owner = server.Owner;
        var task = await owner.SendAsync("POST", $"/lists/{await owner.ListAsync()}/tasks", Weekly, 201);
        var path = $"/tasks/{task.GetProperty("id")}";
        var first = (await owner.SendAsync("POST", $"{path}/complete")).GetProperty("nextTaskId").GetString();
        var undone = await owner.SendAsync("POST", $"{path}/undo");
        Assert.Equal(JsonValueKind.Null, undone.GetProperty("nextTaskId").ValueKind);
        await owner.RefusedAsync(404, "task_deleted", "GET", $"/tasks/{first}");
        var second = (await owner.SendAsync("POST", $"{path}/complete")).GetProperty("nextTaskId").GetString();
        Assert.NotEqual(first, second);
        await owner.SendAsync("PATCH", $"/tasks/{second}", new { title = "Begun" });
        var problem = await owner.RefusedAsync(409, "undo_collides", "POST", $"{path}/undo");
        var why = problem.GetProperty("errors").GetProperty("nextTaskId").GetString();
        Assert.Contains(second!, why, StringComparison.Ordinal);
        Assert.Equal("done", (await owner.SendAsync("GET", path)).GetProperty("status").GetString());
    }

    [Fact]
    [Trait("Peer", "1")]
    public async Task Patch_WhenRecurrenceIsPartial_ThenTheRestStays_AndNullClears()
    {
        var owner = server.Owner;
        var task = await owner.SendAsync("POST", $"/lists/{await owner.ListAsync()}/tasks", Weekly, 201);
        var path = $"/tasks/{task.GetProperty("id")}";
        var monthly = await owner.SendAsync("PATCH", path, new { recurrence = new { rule = "FREQ=MONTHLY" } });
        Assert.Equal("Europe/Berlin", monthly.GetProperty("recurrence").GetProperty("timeZone").GetString());
        await owner.SendAsync("PATCH", path, new { title = "Else" });
        Assert.Equal(
            "FREQ=MONTHLY",
            (await owner.SendAsync("GET", path)).GetProperty("recurrence").GetProperty("rule").GetString());
        var cleared = await owner.SendAsync(
            "PATCH",
            path,
            new Dictionary<string, object?> { ["recurrence"] = null, ["reminders"] = Array.Empty<object>() });
        Assert.Equal(JsonValueKind.Null, cleared.GetProperty("recurrence").ValueKind);
        Assert.Equal(0, cleared.GetProperty("reminders").GetArrayLength());
    }

    [Theory]
    [Trait("Peer", "13")]
    [InlineData("""{"rule":"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}""", "recurrence.rule")]
    [InlineData("""{"rule":"FREQ=SECONDLY"}""", "recurrence.rule")]
    [InlineData("""{"rule":"FREQ=DAILY","timeZone":"Mars/Olympus"}""", "recurrence.timeZone")]
    public async Task Create_WhenRecurrenceCannotBe_ThenItsFieldIsBlamed(string recurrence, string field)
    {
        var owner = server.Owner;
        var body = new
        {
            title = "Never", dueDate = "2940-03-07", dueTimeZone = "Europe/Berlin",
            recurrence = JsonSerializer.Deserialize<JsonElement>(recurrence),
        };
        var problem = await owner.RefusedAsync(
            400, "validation_failed", "POST", $"/lists/{await owner.ListAsync()}/tasks", body);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData("""[{"at":"2940-03-07"}]""", "reminders[0].at")]
    [InlineData("""[{"at":"2940-03-07 09:00:00Z"}]""", "reminders[0].at")]
    [InlineData("""[null]""", "reminders[0]")]
    [InlineData("""[{}]""", "reminders")]
    [InlineData("""[{"minutesBeforeDue":-1}]""", "reminders")]
    public async Task Create_WhenRemindersCannotBe_ThenTheirFieldIsBlamed(string reminders, string field)
    {
        var owner = server.Owner;
        var body = new
        {
            title = "Remember", dueDate = "2940-03-07T09:00:00Z",
            reminders = JsonSerializer.Deserialize<JsonElement>(reminders),
        };
        using var response = await owner.RespondAsync("POST", $"/lists/{await owner.ListAsync()}/tasks", body);
        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    private static object Weekly => new
    {
        title = "Water the plants",
        dueDate = "2940-03-07",
        dueTimeZone = "Europe/Berlin",
        recurrence = new { rule = "FREQ=WEEKLY;BYDAY=MO" },
        reminders = new[] { new { minutesBeforeDue = 30 } },
    };
}

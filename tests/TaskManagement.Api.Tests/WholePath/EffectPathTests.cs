using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>What follows from an act by way of the log: inbox, numbers, default lists; and imports.</summary>
[Collection(WholePathCollection.Name)]
public sealed class EffectPathTests(ServerHost server)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Assign_WhenToSomeoneElse_ThenInboxAndNumbersFollow()
    {
        var (owner, friend) = (server.Owner, await server.RegisterAsync("assignee"));
        var list = await owner.ListAsync();
        await owner.SendAsync("PUT", $"/lists/{list}/members/{friend.Id}", new { role = "editor" });
        var task = await owner.TaskAsync(list, "For you");
        await owner.SendAsync("POST", $"/tasks/{task}/assign", new { assigneeId = friend.Id });

        var inbox = await UntilAsync(friend, "/notifications", page => page.GetProperty("unreadCount").GetInt32() == 1);
        var notification = inbox.GetProperty("items")[0];
        Assert.Equal("task_assigned", notification.GetProperty("type").GetString());
        Assert.Equal(task, notification.GetProperty("taskId").GetString());
        var id = notification.GetProperty("id").GetString();
        await owner.RefusedAsync(404, "notification_not_found", "POST", $"/notifications/{id}/read");
        await friend.SendAsync("POST", $"/notifications/{id}/read");
        Assert.Equal(0, (await friend.SendAsync("GET", "/notifications")).GetProperty("unreadCount").GetInt32());
        Assert.Equal(0, (await friend.SendAsync("POST", "/notifications/read-all")).GetProperty("marked").GetInt32());

        await friend.SendAsync("POST", $"/tasks/{task}/complete");
        var numbers = await UntilAsync(
            friend, "/analytics/users/me?range=last_7_days", page => page.GetProperty("completed").GetInt32() == 1);
        Assert.Equal(1, numbers.GetProperty("completionRate").GetDouble());
        Assert.Equal(7, numbers.GetProperty("dailyCompletions").GetArrayLength());
        using var foreign = await server.Stranger.RespondAsync("GET", $"/analytics/users/{friend.Id}");
        Assert.Equal(404, (int)foreign.StatusCode);
        friend.Client.Dispose();
    }

    [Fact]
    public async Task Register_WhenDone_ThenDefaultListsAppear()
    {
        var newcomer = await server.RegisterAsync("newcomer");
        var lists = await UntilAsync(
            newcomer, "/lists", page => page.GetProperty("items").GetArrayLength() >= 2);
        Assert.Equal(
            ["Inbox", "Personal"],
            lists.GetProperty("items").EnumerateArray().Select(list => list.GetProperty("name").GetString()).Order());
    }

    [Fact]
    public async Task Import_WhenSentTwice_ThenSecondImportsNothing_AndOthersDoNotSeeIt()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Data", "trello-small.json");
        var first = await ImportAsync(201);
        Assert.Equal(6, first.GetProperty("imported").GetInt32());
        Assert.Equal(2, first.GetProperty("comments").GetInt32());
        var second = await ImportAsync(200);
        Assert.Equal(6, second.GetProperty("skipped").GetInt32());
        var list = first.GetProperty("listId").GetString();
        var all = await server.Owner.SendAsync("GET", $"/lists/{list}/tasks?archived=any");
        Assert.Equal(
            ["Buy seeds", "Can", "Mow the lawn", "Old fence", "Plant an oak", "Water the roses"],
            all.GetProperty("items").EnumerateArray().Select(task => task.GetProperty("title").GetString()).Order());
        var import = $"/imports/{first.GetProperty("id").GetString()}";
        await server.Owner.SendAsync("GET", import);
        await server.Stranger.RefusedAsync(404, "import_not_found", "GET", import);

        async Task<JsonElement> ImportAsync(int status)
        {
            using var content = new ByteArrayContent(await File.ReadAllBytesAsync(path));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await server.Owner.Client.PostAsync("/api/v1/imports/trello", content);
            Assert.Equal(status, (int)response.StatusCode);
            return await ApiHost.BodyOfAsync(response);
        }
    }

    private static async Task<JsonElement> UntilAsync(Person person, string path, Func<JsonElement, bool> holds)
    {
        var elapsed = Stopwatch.StartNew();
        JsonElement seen;
        do
        {
            seen = await person.SendAsync("GET", path);
            if (holds(seen))
                return seen;
            await Task.Delay(20);
        }
        while (elapsed.Elapsed < Deadline);

        throw new TimeoutException($"{path} did not come to what was awaited within {Deadline}; it is {seen}");
    }
}

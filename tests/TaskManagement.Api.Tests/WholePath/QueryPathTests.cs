using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class QueryPathTests(ServerHost server)
{
    private static readonly string[] Sections = ["A", "B"];

    [Fact, Trait("Peer", "11")]
    public async Task Fields_WhenAListHasThem_ThenTasksMustFitAndAreFoundByThem()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var added = await owner.SendAsync(
            "POST", $"/lists/{list}/fields", new { key = "points", name = "Points", type = "number" }, 201);
        var field = added.GetProperty("fields")[0].GetProperty("id").GetString();
        await owner.RefusedAsync(
            400, "validation_failed", "POST", $"/lists/{list}/tasks",
            new { title = "Many", attributes = new { points = "many" } });
        var large = await TaskAsync(list, new { title = "Large", attributes = new { points = 8 } });
        await TaskAsync(list, new { title = "Small", attributes = new { points = 1 } });
        await TaskAsync(list, new { title = "Unknown" });

        Assert.Equal(["Large"], await TitlesAsync($"/lists/{list}/tasks?filter=attributes.points%3E3"));
        Assert.Equal(
            ["Unknown", "Large", "Small"], await TitlesAsync($"/lists/{list}/tasks?sort=-attributes.points,title"));

        await owner.SendAsync("PATCH", $"/lists/{list}/fields/{field}", new { required = true }, 200);
        await owner.RefusedAsync(400, "validation_failed", "POST", $"/lists/{list}/tasks", new { title = "None" });
        await owner.RefusedAsync(
            400, "validation_failed", "PATCH", $"/tasks/{large}", new { attributes = new { points = (int?)null } });
        await owner.RefusedAsync(
            412,
            "version_stale",
            "PATCH",
            $"/lists/{list}/fields/{field}",
            new { name = "Late" },
            ("If-Match", "\"1\""));
        await server.Stranger.RefusedAsync(
            404, "list_not_found", "POST", $"/lists/{list}/fields", new { key = "x", name = "X", type = "text" });
        await owner.SendAsync("DELETE", $"/lists/{list}/fields/{field}", null, 204);
        await owner.RefusedAsync(404, "field_not_found", "DELETE", $"/lists/{list}/fields/{field}");
        await TaskAsync(list, new { title = "None" });
    }

    [Fact]
    public async Task Filter_WhenItNamesPeopleAndWords_ThenOnlyThose()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        await TaskAsync(list, new { title = "Größe messen", priority = 3 });
        await TaskAsync(list, new { title = "Rest", description = "große Pläne" });

        Assert.Equal(
            ["Größe messen"], await TitlesAsync($"/tasks?listId={list}&filter=creator:me%20priority%3E2%20-plane"));
        Assert.Equal(["Größe messen"], await TitlesAsync($"/tasks?listId={list}&text=gr%C3%B6%C3%9Fe%20mess"));
        Assert.Empty(await TitlesAsync($"/tasks?listId={list}&filter=assignee:@nobody"));
        Assert.Equal(2, (await TitlesAsync($"/tasks?listId={list}&filter=not%20assignee:@nobody")).Length);
    }

    [Fact]
    public async Task Filter_WhenMalformed_ThenTheColumnIsNamed()
    {
        var problem = await server.Owner.RefusedAsync(
            400, "validation_failed", "GET", "/tasks?filter=status:todo%20colour:red");

        var complaint = problem.GetProperty("errors").GetProperty("filter").ToString();
        Assert.StartsWith("column 13: ", complaint.Trim('[', '"'), StringComparison.Ordinal);
        await server.Owner.RefusedAsync(400, "validation_failed", "GET", "/tasks?sort=colour");
        await server.Owner.RefusedAsync(400, "validation_failed", "GET", "/tasks?timeZone=Mars");
    }

    [Fact]
    public async Task Answer_WhenCountedHighlightedAndTrimmed_ThenHoldsThat()
    {
        var list = await server.Owner.ListAsync();
        await TaskAsync(list, new { title = "Buy <milk>" });
        await TaskAsync(list, new { title = "Buy oat milk" });

        var page = await server.Owner.SendAsync(
            "GET", $"/lists/{list}/tasks?text=milk&sort=relevance&limit=1&count=true&highlight=true&fields=title");

        Assert.Equal((2, true), (
            page.GetProperty("total").GetProperty("count").GetInt32(),
            page.GetProperty("total").GetProperty("isExact").GetBoolean()));
        Assert.Equal("Buy oat <mark>milk</mark>", page.GetProperty("highlights")[0].GetProperty("title").GetString());
        Assert.Equal(2, page.GetProperty("items")[0].EnumerateObject().Count());
    }

    [Fact]
    public async Task Board_WhenRead_ThenHoldsListAndColumns()
    {
        var owner = server.Owner;
        var made = await owner.SendAsync("POST", "/lists", new { name = "Board", sections = Sections }, 201);
        var list = made.GetProperty("id").GetString();
        var section = made.GetProperty("sections")[1].GetProperty("id").GetString();
        await owner.SendAsync("POST", $"/lists/{list}/tasks", new { title = "In B", sectionId = section }, 201);

        var board = await owner.SendAsync("GET", $"/lists/{list}/board");

        Assert.True(board.GetProperty("isComplete").GetBoolean());
        Assert.Equal("Board", board.GetProperty("list").GetProperty("name").GetString());
        Assert.Equal(
            [0, 0, 1],
            board.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("total").GetInt32()));
        await server.Stranger.RefusedAsync(404, "list_not_found", "GET", $"/lists/{list}/board");
    }

    [Fact]
    public async Task Filters_WhenKept_ThenTasksAreFoundByThem()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        await TaskAsync(list, new { title = "Low", priority = 1 });
        await TaskAsync(list, new { title = "High", priority = 3 });
        await TaskAsync(list, new { title = "Higher", priority = 4 });
        var body = new { name = " Urgent ", filter = "priority>=3", sort = "-priority" };
        var made = await owner.SendAsync("POST", "/filters", body, 201, ("Idempotency-Key", "keep-it"));
        var again = await owner.SendAsync("POST", "/filters", body, 201, ("Idempotency-Key", "keep-it"));
        var id = made.GetProperty("id").GetString();
        Assert.Equal(made.ToString(), again.ToString());
        Assert.Equal("Urgent", made.GetProperty("name").GetString());
        await owner.RefusedAsync(
            422,
            "idempotency_key_reused",
            "POST",
            "/filters",
            new { name = "x", filter = "y" },
            ("Idempotency-Key", "keep-it"));

        Assert.Equal(["Higher", "High"], await TitlesAsync($"/lists/{list}/tasks?filterId={id}"));
        Assert.Equal(["High", "Higher"], await TitlesAsync($"/lists/{list}/tasks?filterId={id}&sort=priority"));
        await owner.RefusedAsync(400, "validation_failed", "GET", $"/tasks?filterId={id}&filter=x");
        await server.Stranger.RefusedAsync(404, "filter_not_found", "GET", $"/tasks?filterId={id}");

        var changed = await owner.SendAsync("PATCH", $"/filters/{id}", new { filter = "priority:4" }, 200);
        Assert.Equal(2, changed.GetProperty("version").GetInt64());
        Assert.Equal(["Higher"], await TitlesAsync($"/lists/{list}/tasks?filterId={id}"));
        await owner.RefusedAsync(
            412, "version_stale", "PATCH", $"/filters/{id}", new { name = "Late" }, ("If-Match", "\"1\""));
        await owner.RefusedAsync(400, "validation_failed", "PATCH", $"/filters/{id}", new { filter = "colour:red" });
        await owner.RefusedAsync(400, "validation_failed", "POST", "/filters", new { name = "", filter = "(" });
        Assert.Equal(1, (await owner.SendAsync("GET", "/filters")).GetProperty("items").GetArrayLength());
        await owner.SendAsync("DELETE", $"/filters/{id}", null, 204, ("Idempotency-Key", "drop-it"));
        await owner.SendAsync("DELETE", $"/filters/{id}", null, 204, ("Idempotency-Key", "drop-it"));
        await owner.RefusedAsync(404, "filter_not_found", "GET", $"/filters/{id}");
    }

    private async Task<string> TaskAsync(string list, object body) =>
        (await server.Owner.SendAsync("POST", $"/lists/{list}/tasks", body, 201)).GetProperty("id").GetString()!;

    private async Task<string[]> TitlesAsync(string path)
    {
        JsonElement page = await server.Owner.SendAsync("GET", path);
        return [.. page.GetProperty("items").EnumerateArray().Select(task => task.GetProperty("title").GetString()!)];
    }
}

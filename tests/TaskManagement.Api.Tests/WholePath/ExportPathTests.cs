using System.Net;
using System.Text;
using System.Text.Json;
using TaskManagement.Api.Tests.Exports;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Lists leave as files.</summary>
[Collection(WholePathCollection.Name)]
public sealed class ExportPathTests(ServerHost server)
{
    [Fact]
    public async Task Json_WhenListHasEverything_ThenFileHasItToo()
    {
        var list = await FullList.MakeAsync(server.Owner, server.Stranger);
        using var response = await server.Owner.RespondAsync("GET", $"/lists/{list.Id}/export");

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Trip_ _Süd_.json", response.Content.Headers.ContentDisposition?.FileNameStar);
        var file = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("taskmanagement.list", 1), (Text(file, "format"), file.GetProperty("version").GetInt32()));
        Assert.Equal(["Now", "Later"], Each(file.GetProperty("list"), "sections", "name"));
        Assert.Equal(["owner", "stranger"], Each(file.GetProperty("list"), "members", "handle").Order());
        Assert.Equal(["cost", "who"], Each(file.GetProperty("list"), "fields", "key"));
        var tasks = file.GetProperty("tasks").EnumerateArray().ToDictionary(FullList.IdOf);
        Assert.Equal([list.Trip, list.Pack, list.Book, list.Sum], tasks.Keys);
        Assert.Equal(
            ("in_progress", "done", "cancelled"),
            (Text(tasks[list.Pack], "status"), Text(tasks[list.Book], "status"), Text(tasks[list.Sum], "status")));
        Assert.True(tasks[list.Book].GetProperty("archived").GetBoolean());
        Assert.Equal(list.Trip, Text(tasks[list.Pack], "parentId"));
        Assert.Equal(["blocked_by"], Each(tasks[list.Pack], "relations", "kind"));
        Assert.Equal("FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301", Text(tasks[list.Pack].GetProperty("recurrence"), "rule"));
        Assert.Equal(["First", "Second"], Each(tasks[list.Trip], "comments", "text"));
        Assert.Equal(["owner", "owner"], Each(tasks[list.Trip], "comments", "authorHandle"));
        var comments = tasks[list.Trip].GetProperty("comments");
        Assert.Equal(Text(comments[0], "id"), Text(comments[1], "replyTo"));
        var content = Text(tasks[list.Trip].GetProperty("attachments")[0], "href");
        Assert.Equal("ticket", await server.Owner.Client.GetStringAsync(content));
        Assert.Equal(["owner"], Each(file, "people", "handle"));
    }

    [Fact]
    public async Task Json_WhenAsOfIsGiven_ThenListStandsAsItDid()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync("Then");
        var task = await owner.SendAsync("POST", $"/lists/{list}/tasks", new { title = "Before" }, 201);
        var then = Text(task, "createdAt");
        await owner.SendAsync("PATCH", $"/lists/{list}", new { name = "Now" });
        await owner.SendAsync("PATCH", $"/tasks/{FullList.IdOf(task)}", new { title = "After" });
        await owner.TaskAsync(list, "Later");

        var at = Text(await owner.SendAsync("GET", $"/tasks/{FullList.IdOf(task)}/history"), "items", 1, "at");
        var past = await owner.SendAsync("GET", $"/lists/{list}/export?asOf={Uri.EscapeDataString(at)}");

        Assert.Equal("Then", Text(past.GetProperty("list"), "name"));
        Assert.Equal(["Before"], Each(past, "tasks", "title"));
        await owner.RefusedAsync(400, "validation_failed", "GET", $"/lists/{list}/export?asOf=2999-01-01");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("ics")]
    public async Task Export_WhenThereAreManyPages_ThenEachTaskIsThereOnce(string format)
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var titles = Enumerable.Range(0, 120).Select(i => $"Task-{i:000}").ToList();
        await Task.WhenAll(titles.Select(title => owner.TaskAsync(list, title)));
        var text = await TextAsync(owner, list, format);
        var found = titles.Select(title => text.Split(title).Length - 1);
        Assert.All(found, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Export_WhenCallerIsViewer_ThenAllowed_AndWhoMayNotReadIsToldNothing()
    {
        var list = await FullList.MakeAsync(server.Owner, server.Stranger);
        Assert.Contains("Trip", await TextAsync(server.Stranger, list.Id, "csv"), StringComparison.Ordinal);
        await server.Owner.SendAsync("DELETE", $"/lists/{list.Id}/members/{server.Stranger.Id}", null, 204);
        await server.Stranger.RefusedAsync(404, "list_not_found", "GET", $"/lists/{list.Id}/export");
        await server.Owner.RefusedAsync(404, "list_not_found", "GET", $"/lists/{Guid.CreateVersion7()}/export");
        await server.Owner.RefusedAsync(400, "validation_failed", "GET", $"/lists/{list.Id}/export?format=xml");
        await server.Owner.RefusedAsync(400, "validation_failed", "GET", $"/lists/{list.Id}/export?kind=csv");
        using var nobody = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/api/v1/lists/{list.Id}/export")).StatusCode);
    }

    [Fact]
    public async Task Csv_WhenCellsLookLikeFormulas_ThenNoSpreadsheetRunsThem()
    {
        var list = await FullList.MakeAsync(server.Owner);
        using var response = await server.Owner.RespondAsync("GET", $"/lists/{list.Id}/export?format=csv");

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var rows = CsvRows.Of(Encoding.UTF8.GetString(bytes[3..]));
        Assert.Equal(["id", "title", "description", "status", "priority"], rows[0].Take(5));
        Assert.Equal(["attributes.cost", "attributes.who"], rows[0].TakeLast(2));
        var sum = Assert.Single(rows, row => row[0] == list.Sum);
        Assert.Equal(("'=1+1", "'@a,\"b\"", "cancelled"), (sum[1], sum[2], sum[3]));
        var trip = Assert.Single(rows, row => row[0] == list.Trip);
        Assert.Equal(("Now", "car, bus", "owner"), (trip[5], trip[6], trip[7]));
        Assert.Equal("'-12.5", trip[^2]);
        Assert.Equal("2026-03-03", trip[rows[0].IndexOf("dueDate")]);
        Assert.All(rows.SelectMany(row => row), cell => Assert.DoesNotMatch(@"\A[=+\-@\t\r]", cell));
    }

    [Fact]
    public async Task Calendar_WhenListHasEverything_ThenTodosSayIt()
    {
        var list = await FullList.MakeAsync(server.Owner);
        using var response = await server.Owner.RespondAsync("GET", $"/lists/{list.Id}/export?format=ics");

        Assert.Equal("text/calendar", response.Content.Headers.ContentType?.MediaType);
        var calendar = CalendarText.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("Trip: \"Süd\"", calendar.Value("NAME"));
        var todos = calendar.Parts("VTODO").ToDictionary(todo => todo.Value("UID"));
        Assert.Equal([list.Trip, list.Pack, list.Sum], todos.Keys);
        var trip = todos[list.Trip];
        Assert.Equal(FullList.Description, trip.Value("DESCRIPTION"));
        Assert.Equal(("1", "NEEDS-ACTION"), (trip.Value("PRIORITY"), trip.Value("STATUS")));
        Assert.Equal(("20260301", "20260303"), (trip.Value("DTSTART;VALUE=DATE"), trip.Value("DUE;VALUE=DATE")));
        Assert.Equal("car, bus", trip.Value("CATEGORIES"));
        var pack = todos[list.Pack];
        Assert.Equal(list.Trip, pack.Value("RELATED-TO;RELTYPE=PARENT"));
        Assert.Equal("FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301T225959Z", pack.Value("RRULE"));
        Assert.Equal("20260302T093000", pack.Value("DUE;TZID=Europe/Berlin"));
        Assert.Equal("Europe/Berlin", Assert.Single(calendar.Parts("VTIMEZONE")).Value("TZID"));
        Assert.Equal("CANCELLED", todos[list.Sum].Value("STATUS"));
    }

    private static async Task<string> TextAsync(Person person, string list, string format)
    {
        using var response = await person.RespondAsync("GET", $"/lists/{list}/export?format={format}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static IEnumerable<string> Each(JsonElement thing, string items, string member) =>
        thing.GetProperty(items).EnumerateArray().Select(item => Text(item, member));

    private static string Text(JsonElement thing, string items, int index, string member) =>
        Text(thing.GetProperty(items)[index], member);

    private static string Text(JsonElement thing, string member) => thing.GetProperty(member).GetString()!;
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>A list that has something of everything.</summary>
internal sealed class FullList
{
    private static readonly string[] Sections = ["Now", "Later"];

    /// <summary>What the parent says of itself: all that a line could stumble over.</summary>
    public static string Description { get; } = "**Bold**\nand; more, \\ of it 😀" + new string('ä', 60);

    public required string Id { get; init; }

    /// <summary>A parent, with a description, comments and an attachment.</summary>
    public required string Trip { get; init; }

    /// <summary>Its subtask, which recurs.</summary>
    public required string Pack { get; init; }

    /// <summary>Done, archived, and blocks the subtask.</summary>
    public required string Book { get; init; }

    /// <summary>Cancelled, with a title that a spreadsheet would calculate.</summary>
    public required string Sum { get; init; }

    public static async Task<FullList> MakeAsync(Person owner, Person? viewer = null)
    {
        var list = await owner.SendAsync(
            "POST", "/lists", new { name = "Trip: \"Süd\"", description = "All of it", sections = Sections }, 201);
        var id = IdOf(list);
        if (viewer is not null)
            await owner.SendAsync("PUT", $"/lists/{id}/members/{viewer.Id}", new { role = "viewer" });
        var sections = list.GetProperty("sections").EnumerateArray().Select(IdOf).ToArray();
        list = await owner.SendAsync("POST", $"/lists/{id}/labels", new { name = "car, bus", color = "#61bd4f" }, 201);
        var label = IdOf(list.GetProperty("labels")[0]);
        await owner.SendAsync("POST", $"/lists/{id}/fields", new { key = "cost", name = "Cost", type = "number" }, 201);
        await owner.SendAsync("POST", $"/lists/{id}/fields", new { key = "who", name = "Who", type = "user" }, 201);
        var full = await TasksAsync(owner, id, sections, label);
        await owner.SendAsync("POST", $"/tasks/{full.Book}/relations", new { kind = "blocks", taskId = full.Pack });
        await owner.SendAsync("POST", $"/tasks/{full.Book}/complete");
        await owner.SendAsync("POST", $"/tasks/{full.Book}/archive");
        await owner.SendAsync("POST", $"/tasks/{full.Sum}/cancel");
        var comments = $"/tasks/{full.Trip}/comments";
        var first = await owner.SendAsync("POST", comments, new { text = "First" }, 201);
        await owner.SendAsync("POST", comments, new { text = "Second", replyTo = IdOf(first) }, 201);
        await AttachAsync(owner, full.Trip);
        return full;
    }

    private static async Task<FullList> TasksAsync(Person owner, string list, string[] sections, string label)
    {
        var trip = await TaskAsync(owner, list, new
        {
            title = "Trip",
            description = Description,
            sectionId = sections[0],
            priority = 4,
            startDate = "2026-03-01",
            dueDate = "2026-03-03",
            dueTimeZone = "Europe/Berlin",
            labels = new[] { label },
            assigneeId = owner.Id,
            attributes = new { cost = -12.5, who = owner.Id, free = new { deep = Sections } },
        });
        var pack = await TaskAsync(owner, list, new
        {
            title = "Pack",
            sectionId = sections[1],
            status = "in_progress",
            parentId = trip,
            priority = 1,
            dueDate = "2026-03-02T08:30:00Z",
            recurrence = new { rule = "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301", timeZone = "Europe/Berlin" },
            reminders = new[] { new { minutesBeforeDue = 30 } },
        });
        var book = new { title = "Book", sectionId = sections[0], dueDate = "2026-02-01T10:00:00Z" };
        var sum = new { title = "=1+1", description = "@a,\"b\"", status = "blocked" };
        return new FullList
        {
            Id = list,
            Trip = trip,
            Pack = pack,
            Book = await TaskAsync(owner, list, book),
            Sum = await TaskAsync(owner, list, sum),
        };
    }

    public static string IdOf(JsonElement thing) => thing.GetProperty("id").GetString()!;

    private static async Task<string> TaskAsync(Person owner, string list, object body) =>
        IdOf(await owner.SendAsync("POST", $"/lists/{list}/tasks", body, 201));

    private static async Task AttachAsync(Person owner, string task)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("ticket"));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var response = await owner.Client.PostAsync($"/api/v1/tasks/{task}/attachments?name=ticket.txt", content);
        Assert.Equal(201, (int)response.StatusCode);
    }
}

using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>A list leaves as JSON, and comes back as the same list under other ids.</summary>
[Collection(WholePathCollection.Name)]
public sealed class RoundTripPathTests(ServerHost server)
{
    /// <summary>
    /// What cannot come back, beside the list's own time: versions, positions (their order does), what is kept of
    /// the way here, instants of changes here, authors as accounts (a file could put words into anybody's mouth),
    /// content of attachments.
    /// </summary>
    private static readonly HashSet<string> Own =
    [
        "exportedAt", "version", "position", "source", "updatedAt", "authorId", "authorHandle", "attachments",
    ];

    [Fact]
    public async Task Import_WhenAListWasExported_ThenItsExportIsTheSame()
    {
        var owner = server.Owner;
        var list = await FullList.MakeAsync(owner, server.Stranger);
        var first = await ExportAsync(owner, list.Id);
        var imported = await ImportAsync(owner, first, 201);
        Assert.Equal(4, imported.GetProperty("imported").GetInt32());
        var copy = imported.GetProperty("listId").GetString()!;
        Assert.NotEqual(list.Id, copy);

        Assert.Equal(Comparable(first), Comparable(await ExportAsync(owner, copy)));

        var again = await ImportAsync(owner, first, 200);
        Assert.Equal((0, 4), (again.GetProperty("imported").GetInt32(), again.GetProperty("skipped").GetInt32()));
        Assert.Contains("attach them again", again.GetProperty("notes").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "format")]
    [InlineData("""{"format":"taskmanagement.list","version":2}""", "version")]
    [InlineData("""{"format":"taskmanagement.list","version":1}""", "list")]
    [InlineData("""{"format":"taskmanagement.list","version":1,"list":{"id":"a"}}""", "list.name")]
    [InlineData("""
        {"format":"taskmanagement.list","version":1,"list":{"id":"a","name":"A"},"tasks":[{"id":"1","title":" "}]}
        """, "tasks[0].title")]
    [InlineData("""
        {"format":"taskmanagement.list","version":1,"list":{"id":"a","name":"A"},"tasks":[{"id":"1","status":"new"}]}
        """, "tasks[0].status")]
    [InlineData("nothing", "body")]
    public async Task Import_WhenTheFileIsNoExport_ThenRefusedAndThePlaceIsNamed(string body, string place)
    {
        using var response = await SendAsync(server.Owner, body);
        var problem = await ApiHost.ProblemOfAsync(response, 400, "import_invalid");
        Assert.Equal(place, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    private static async Task<string> ExportAsync(Person person, string list)
    {
        using var response = await person.RespondAsync("GET", $"/lists/{list}/export?format=json");
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<JsonElement> ImportAsync(Person person, string file, int status)
    {
        using var response = await SendAsync(person, file);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static Task<HttpResponseMessage> SendAsync(Person person, string file)
    {
        var content = new StringContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return person.Client.PostAsync("/api/v1/imports", content);
    }

    /// <summary>The file without what is its own; ids are told by the names of what they stand for.</summary>
    private static string Comparable(string file)
    {
        var root = JsonNode.Parse(file)!;
        var names = new Dictionary<string, string>();
        Name(root["list"]!["sections"]!, "name");
        Name(root["list"]!["labels"]!, "name");
        Name(root["tasks"]!, "title");
        foreach (var task in root["tasks"]!.AsArray())
            Name(task!["comments"]!, "text");
        names[root["list"]!["id"]!.GetValue<string>()] = "list";
        Sort(root["list"]!["members"]!, "handle");
        Sort(root["tasks"]!, "title");
        root["list"]!.AsObject().Remove("createdAt");
        foreach (var one in Own)
            Remove(root, one);
        return names.Aggregate(
            root.ToJsonString(), (text, name) => text.Replace(name.Key, name.Value, StringComparison.Ordinal));

        void Name(JsonNode things, string by)
        {
            foreach (var thing in things.AsArray())
                names[thing!["id"]!.GetValue<string>()] = $"{by}: {thing[by]!.GetValue<string>()}";
        }
    }

    private static void Sort(JsonNode things, string by)
    {
        var sorted = things.AsArray().OrderBy(thing => thing![by]!.GetValue<string>(), StringComparer.Ordinal).ToList();
        things.AsArray().Clear();
        foreach (var thing in sorted)
            things.AsArray().Add(thing);
    }

    private static void Remove(JsonNode? node, string name)
    {
        if (node is JsonObject members)
        {
            members.Remove(name);
            foreach (var member in members)
                Remove(member.Value, name);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                Remove(item, name);
        }
    }
}

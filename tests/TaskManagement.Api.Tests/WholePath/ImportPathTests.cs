using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Files of other systems.</summary>
[Collection(WholePathCollection.Name)]
public sealed class ImportPathTests(ServerHost server)
{
    private const string Mapping =
        """
        {"name":"Backlog",
         "columns":{"title":"Summary","id":"Key","parent":"Parent","status":"State","assignee":"Owner"}}
        """;

    private const string Csv = "Key,Parent,Summary,State,Owner\n1,,Build,todo,owner\n2,1,Dig,done,nobody@example.org\n";

    [Fact]
    public async Task Trello_WhenPeopleHaveAccounts_ThenTheyHaveTheirCards()
    {
        var ben = await server.RegisterAsync("trello.ben");
        var board = Board("people", "trello.ben");

        var progress = await SendAsync("trello", Json(board), 201);

        Assert.Equal(
            ["member", "unknown"],
            progress.GetProperty("people").EnumerateArray().Select(person => person.GetProperty("match").GetString()));
        var tasks = (await ben.SendAsync("GET", $"/lists/{ListOf(progress)}/tasks")).GetProperty("items");
        Assert.Equal(2, tasks.GetArrayLength());
        var card = tasks.EnumerateArray().Single(task => task.GetProperty("title").GetString() == "Card");
        Assert.Equal(ben.Id, card.GetProperty("assigneeId").GetGuid());
        var again = await SendAsync("trello", Json(board), 200);
        Assert.Equal(2, again.GetProperty("skipped").GetInt32());
    }

    [Fact]
    public async Task Trello_WhenMembersAreNotWanted_ThenNobodyIsAddedAndThatIsTold()
    {
        var eve = await server.RegisterAsync("trello.eve");

        var progress = await SendAsync("trello?addMembers=false", Json(Board("private", "trello.eve")), 201);

        Assert.Equal("not_member", progress.GetProperty("people")[0].GetProperty("match").GetString());
        await eve.RefusedAsync(404, "list_not_found", "GET", $"/lists/{ListOf(progress)}");
    }

    [Fact]
    public async Task Todoist_WhenExported_ThenSubtasksCommentsAndRecurrenceAreThere()
    {
        var file = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Data", "todoist-move.csv"));

        var progress = await SendAsync("todoist?name=Move&timeZone=Europe/Vienna", Text(file), 201);

        Assert.Equal(5, progress.GetProperty("imported").GetInt32());
        Assert.Equal(2, progress.GetProperty("comments").GetInt32());
        Assert.Equal("line 12, column DATE", progress.GetProperty("notes")[0].GetProperty("place").GetString());
        var tasks = (await server.Owner.SendAsync("GET", $"/lists/{ListOf(progress)}/tasks")).GetProperty("items")
            .EnumerateArray().ToDictionary(task => task.GetProperty("title").GetString()!);
        Assert.Equal(
            tasks["Book the van"].GetProperty("id").GetString(),
            tasks["Compare prices"].GetProperty("parentId").GetString());
        Assert.Equal(
            "FREQ=MONTHLY;BYMONTHDAY=1",
            tasks["Pay the rent"].GetProperty("recurrence").GetProperty("rule").GetString());
        var again = await SendAsync("todoist?name=Move&timeZone=Europe/Vienna", Text(file), 200);
        Assert.Equal(5, again.GetProperty("skipped").GetInt32());
    }

    [Fact]
    public async Task Todoist_WhenALineIsWrong_ThenNothingIsWritten()
    {
        using var response = await PostAsync("todoist?name=Bad", Text("TYPE,CONTENT,PRIORITY\ntask,A,1\ntask,B,7\n"));
        var problem = await ApiHost.ProblemOfAsync(response, 400, "import_invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("line 3, column PRIORITY", out _));
        Assert.DoesNotContain("Bad", await ListsAsync());
    }

    [Theory]
    [InlineData("todoist?zone=x", "text/csv", "TYPE,CONTENT\n", 400, "validation_failed")]
    [InlineData("todoist?timeZone=Mars", "text/csv", "TYPE,CONTENT\n", 400, "validation_failed")]
    [InlineData("todoist?dryRun=perhaps", "text/csv", "TYPE,CONTENT\n", 400, "validation_failed")]
    [InlineData("todoist", "application/json", "{}", 415, "media_type_unsupported")]
    [InlineData("todoist", "text/csv", "", 400, "import_invalid")]
    [InlineData("csv", "text/csv", "a,b\n", 415, "media_type_unsupported")]
    [InlineData("csv", "multipart/form-data; boundary=b", "--b--", 400, "validation_failed")]
    [InlineData("csv", "multipart/form-data; boundary=b", "--b\r\nContent", 400, "import_invalid")]
    public async Task Import_WhenTheRequestIsMalformed_ThenRefused(
        string path, string mediaType, string body, int status, string code)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        using var response = await PostAsync(path, content);
        await ApiHost.ProblemOfAsync(response, status, code);
    }

    [Fact]
    public async Task Csv_WhenDryRun_ThenEachLineIsToldAndNothingIsWritten()
    {
        var preview = await SendAsync(
            "csv?dryRun=true", Form(Mapping.Replace("Backlog", "Dry", StringComparison.Ordinal), Csv + "3,,,,\n"), 200);

        Assert.Equal(
            [("line 2", "Build", "todo"), ("line 3", "Dig", "done")],
            preview.GetProperty("lines").EnumerateArray().Select(line => (line.GetProperty("place").GetString(),
                line.GetProperty("title").GetString(), line.GetProperty("status").GetString())));
        var error = preview.GetProperty("errors")[0];
        Assert.Equal((4, "Summary"), (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetString()));
        Assert.NotEmpty(error.GetProperty("fix").GetString()!);
        Assert.Equal(server.Owner.Id, preview.GetProperty("people")[0].GetProperty("userId").GetGuid());
        Assert.DoesNotContain("Dry", await ListsAsync());
    }

    [Fact]
    public async Task Csv_WhenALineIsWrong_ThenAllIsRefusedUnlessItIsToBeSkipped()
    {
        var file = Csv + "3,,,,\n4,3,Below it,,\n";
        using var refused = await PostAsync("csv", Form(Mapping, file));
        var problem = await ApiHost.ProblemOfAsync(refused, 400, "import_invalid");
        Assert.Equal(
            ["line 4, column Summary", "line 5, column Parent"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));

        var progress = await SendAsync("csv?onError=skip", Form(Mapping, file), 201);

        Assert.Equal(2, progress.GetProperty("imported").GetInt32());
        Assert.Equal(
            ["line 4, column Summary", "line 5, column Parent"],
            progress.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("place").GetString()));
        var again = await SendAsync("csv", Form(Mapping, Csv + "5,2,More,blocked,\n"), 201);
        Assert.Equal((1, 2), (again.GetProperty("imported").GetInt32(), again.GetProperty("skipped").GetInt32()));
        Assert.Equal(ListOf(progress), ListOf(again));
    }

    [Fact]
    public async Task Import_WhenTheKeyIsRepeated_ThenSameAnswerAndAnotherFileIsRefused()
    {
        var mapping = Mapping.Replace("Backlog", "Keyed", StringComparison.Ordinal);
        var key = Guid.NewGuid().ToString();
        using var first = await PostAsync("csv", Form(mapping, Csv), key);
        using var second = await PostAsync("csv", Form(mapping, Csv), key);
        Assert.Equal((201, 201), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        using var other = await PostAsync("csv", Form(mapping, Csv + "9,,More,,\n"), key);
        await ApiHost.ProblemOfAsync(other, 422, "idempotency_key_reused");
    }

    [Fact]
    public async Task Import_WhenNobodyIsLoggedIn_ThenRefused()
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var response = await client.PostAsync("/api/v1/imports/csv", Form(Mapping, Csv));
        await ApiHost.ProblemOfAsync(response, 401, "unauthenticated");
    }

    private static string ListOf(JsonElement progress) => progress.GetProperty("listId").GetString()!;

    private static string Board(string id, string username) =>
        $$"""
        {"id":"{{id}}","name":"Board","lists":[{"id":"l","name":"L"}],
         "members":[{"id":"m1","fullName":"Ben","username":"{{username}}"},{"id":"m2","fullName":"Xaver"}],
         "cards":[{"id":"c","name":"Card","idList":"l","idMembers":["m1"]}],
         "checklists":[{"id":"k","idCard":"c","name":"K","checkItems":[{"id":"i","name":"Item","state":"complete"}]}]}
        """;

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static StringContent Text(string csv) => new(csv, Encoding.UTF8, "text/csv");

    private static MultipartFormDataContent Form(string mapping, string csv) => new()
    {
        { new StringContent(mapping), "mapping" },
        { new StringContent(csv), "file", "file.csv" },
    };

    private async Task<IEnumerable<string?>> ListsAsync() =>
        (await server.Owner.SendAsync("GET", "/lists?limit=200")).GetProperty("items").EnumerateArray()
            .Select(list => list.GetProperty("name").GetString());

    private async Task<JsonElement> SendAsync(string path, HttpContent content, int status)
    {
        using var response = await PostAsync(path, content);
        var text = await response.Content.ReadAsStringAsync();
        var actual = (int)response.StatusCode;
        Assert.True(actual == status, $"{path}: expected {status}, got {actual}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<HttpResponseMessage> PostAsync(string path, HttpContent content, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/imports/{path}") { Content = content };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return server.Owner.Client.SendAsync(request);
    }
}

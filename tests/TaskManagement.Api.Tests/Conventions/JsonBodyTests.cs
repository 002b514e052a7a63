using System.Text;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tests.Conventions;

public sealed class JsonBodyTests(ApiHost host) : IClassFixture<ApiHost>
{
    private readonly string _tasks = $"/api/v1/lists/{Guid.CreateVersion7()}/tasks";
    private readonly string _task = $"/api/v1/tasks/{Guid.CreateVersion7()}";

    [Theory]
    [InlineData("""{}""", "title", "missing")]
    [InlineData("""{"title":null}""", "title", "a string, not null")]
    [InlineData("""{"title":5}""", "title", "a string")]
    [InlineData("""{"title":["x"]}""", "title", "a string")]
    [InlineData("""{"title":"x","titel":"y"}""", "titel", "not known")]
    [InlineData("""{"Title":"x"}""", "Title", "not known")]
    [InlineData("""{"title":"x","title":"y"}""", "title", "more than once")]
    [InlineData("""{"title":"x\u0000y"}""", "title", "U+0000")]
    [InlineData("""{"title":"x\ud800y"}""", "title", "surrogate")]
    [InlineData("""{"title":"x","priority":"high"}""", "priority", "an integer")]
    [InlineData("""{"title":"x","priority":1.5}""", "priority", "an integer")]
    [InlineData("""{"title":"x","priority":99999999999999999999}""", "priority", "an integer from")]
    [InlineData("""{"title":"x","status":"finished"}""", "status", "todo, in_progress, blocked, done, cancelled")]
    [InlineData("""{"title":"x","status":1}""", "status", "one of")]
    [InlineData("""{"title":"x","dueDate":"tomorrow"}""", "dueDate", "an instant with an offset")]
    [InlineData("""{"title":"x","dueDate":"2026-03-03T09:00:00"}""", "dueDate", "an instant with an offset")]
    [InlineData("""{"title":"x","assigneeId":"me"}""", "assigneeId", "a UUID")]
    [InlineData("""{"title":"x","labels":{}}""", "labels", "an array")]
    [InlineData("""{"title":"x","labels":[7]}""", "labels[0]", "a UUID")]
    [InlineData("""{"title":"x","labels":[null]}""", "labels[0]", "a UUID")]
    [InlineData("""{"title":"x","attributes":[]}""", "attributes", "an object")]
    [InlineData("""{"title":"x","attributes":{"a":{"b":1,"b":2}}}""", "attributes.a.b", "more than once")]
    [InlineData("""{"title":"x","attributes":{"a":["\u0000"]}}""", "attributes.a[0]", "U+0000")]
    [InlineData("""{"title":"x","attributes":{"a\u0000":1}}""", "attributes", "name is no valid text")]
    [InlineData("""{"title":"x","attributes":{"a":1e999}}""", "attributes.a", "too large")]
    [InlineData("""[]""", "body", "an object")]
    [InlineData("""null""", "body", "an object")]
    [InlineData("\"x\"", "body", "an object")]
    public async Task Create_WhenBodyDoesNotFit_ThenErrorNamesThePath(string json, string path, string words)
    {
        host.Grains.Calls.Clear();
        using var response = await host.Client.PostAsync(_tasks, ApiHost.Json(json));
        var problem = await ApiHost.ProblemOfAsync(response, 400, "validation_failed");
        Assert.Contains(words, problem.GetProperty("errors").GetProperty(path).GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(host.Grains.Calls, call => call.Method == nameof(ITaskGrain.Act));
    }

    [Fact]
    public async Task Create_WhenMuchIsWrong_ThenAllOfItIsNamed()
    {
        const string Body = """{"priority":"x","status":3,"extra":1}""";
        using var response = await host.Client.PostAsync(_tasks, ApiHost.Json(Body));
        var problem = await ApiHost.ProblemOfAsync(response, 400, "validation_failed");
        Assert.Equal(
            ["extra", "priority", "status", "title"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"title":"x"} x""")]
    [InlineData("""{"title":"x"}{"title":"x"}""")]
    [InlineData("""{"title":"x",}""")]
    [InlineData("""{title:"x"}""")]
    [InlineData("""{"title":'x'}""")]
    [InlineData("""{"title":"x" /* y */}""")]
    [InlineData("""{"title":01}""")]
    [InlineData("""{"title":NaN}""")]
    [InlineData("{\"title\":\"x\ny\"}")]
    public async Task Create_WhenBodyIsNoJson_ThenRefused(string json)
    {
        using var response = await host.Client.PostAsync(_tasks, ApiHost.Json(json));
        await ApiHost.ProblemOfAsync(response, 400, "json_malformed");
    }

    [Fact]
    public async Task Create_WhenTextIsNoUtf8_ThenRefused()
    {
        using var content = new ByteArrayContent([.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");
        using var response = await host.Client.PostAsync(_tasks, content);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task Create_WhenNestedTooDeep_ThenRefused(int depth)
    {
        var json = new StringBuilder("{\"title\":\"x\",\"attributes\":");
        json.Insert(json.Length, "{\"a\":", depth).Append('1').Append('}', depth).Append('}');
        using var response = await host.Client.PostAsync(_tasks, ApiHost.Json(json.ToString()));
        var problem = await ApiHost.ProblemOfAsync(response, 400, "json_malformed");
        Assert.Contains("32 levels", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WhenBodyFits_ThenCommandHoldsIt()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Act), call => Samples.Answer(Samples.Task((Guid)call.Key)));
        var (section, label) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var response = await host.Client.PostAsync(_tasks, ApiHost.Json(
            $$"""
            {"title":"Gr\u00f6\u00dfe \ud83d\ude00","status":"blocked","priority":3,"dueDate":"2026-03-04",
             "dueTimeZone":"Europe/Berlin","startDate":"2026-03-03T10:00:00+01:00","sectionId":"{{section}}",
             "labels":["{{label}}"],"attributes":{"n": 1.50},"description":null}
            """));
        Assert.Equal(201, (int)response.StatusCode);
        var command = host.Grains.Calls.Last(call => call.Method == nameof(ITaskGrain.Act)).Argument<CreateTask>();
        Assert.Equal("Größe 😀", command.Title);
        Assert.Equal(WorkStatus.Blocked, command.Status);
        Assert.Equal(3, command.Priority);
        Assert.Equal(new TaskDate(null, new DateOnly(2026, 3, 4)), command.DueDate);
        Assert.Equal(new TaskDate(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), null), command.StartDate);
        Assert.Equal(new SectionId(section), command.SectionId);
        Assert.Equal([new LabelId(label)], command.Labels.ToArray());
        Assert.Equal("""{"n": 1.50}""", command.Attributes?.Value);
    }

    [Fact]
    public async Task Patch_WhenMembersAreAbsentNullOrSet_ThenEachArrivesSo()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Act), call => Samples.Answer(Samples.Task((Guid)call.Key)));
        const string Body = """{"title":"new","dueDate":null}""";
        using var content = new StringContent(Body, Encoding.UTF8, "application/merge-patch+json");
        using var response = await host.Client.PatchAsync(_task, content);
        Assert.Equal(200, (int)response.StatusCode);
        var command = host.Grains.Calls.Last(call => call.Method == nameof(ITaskGrain.Act)).Argument<PatchTask>();
        Assert.Equal("new", command.Title);
        Assert.Equal(new Optional<TaskDate?>(true, null), command.DueDate);
        Assert.False(command.Description.HasValue);
        Assert.False(command.Labels.HasValue);
    }

    [Theory]
    [InlineData("title", "a string, not null")]
    [InlineData("status", "one of")]
    [InlineData("priority", "not null")]
    [InlineData("labels", "an array, not null")]
    public async Task Patch_WhenFieldCannotBeCleared_ThenRefusedByName(string field, string words)
    {
        using var response = await host.Client.PatchAsync(_task, ApiHost.Json($$"""{"{{field}}":null}"""));
        var problem = await ApiHost.ProblemOfAsync(response, 400, "validation_failed");
        Assert.Contains(words, problem.GetProperty("errors").GetProperty(field).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assign_WhenAssigneeIsNull_ThenTakenAway_WhenAbsent_ThenRefused()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Act), call => Samples.Answer(Samples.Task((Guid)call.Key)));
        using var cleared = await host.Client.PostAsync($"{_task}/assign", ApiHost.Json("""{"assigneeId":null}"""));
        Assert.Equal(200, (int)cleared.StatusCode);
        using var absent = await host.Client.PostAsync($"{_task}/assign", ApiHost.Json("{}"));
        var problem = await ApiHost.ProblemOfAsync(absent, 400, "validation_failed");
        var error = problem.GetProperty("errors").GetProperty("assigneeId").GetString();
        Assert.Contains("missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenAnswered_ThenFieldsAreThoseThatClientsRelyOn()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), call => Samples.Answer(Samples.Task((Guid)call.Key)));
        using var response = await host.Client.GetAsync(_task);
        var task = await ApiHost.BodyOfAsync(response);
        Assert.Equal("in_progress", task.GetProperty("status").GetString());
        Assert.Equal("2026-03-04", task.GetProperty("dueDate").GetString());
        Assert.Equal("2026-03-03T09:00:00Z", task.GetProperty("createdAt").GetString());
        Assert.Equal(1, task.GetProperty("attributes").GetProperty("a").GetInt32());
        Assert.Contains("Größe <b>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("utf-8", response.Content.Headers.ContentType?.CharSet);
    }
}

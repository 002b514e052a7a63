using System.Collections.Immutable;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Analytics;
using TaskManagement.Contracts.Notifications;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tests.Conventions;

public sealed class QueryTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("listId=5", "listId")]
    [InlineData("sectionId=", "sectionId")]
    [InlineData("assigneeId=you", "assigneeId")]
    [InlineData("status=finished", "status")]
    [InlineData("status=Done", "status")]
    [InlineData("archived=maybe", "archived")]
    [InlineData("count=yes", "count")]
    [InlineData("highlight=1", "highlight")]
    [InlineData("fields=id,colour", "fields")]
    [InlineData("filter=a%00b", "filter")]
    [InlineData("dueFrom=soon", "dueFrom")]
    [InlineData("dueTo=2026-13-01", "dueTo")]
    [InlineData("dueFrom=2026-03-03T09:00:00", "dueFrom")]
    [InlineData("dueFrom=2026-03-03&dueTo=2026-03-02", "dueTo")]
    [InlineData("text=a%00b", "text")]
    [InlineData("cursor=%00", "cursor")]
    public async Task Tasks_WhenParameterIsMalformed_ThenRefusedByName(string query, string name)
    {
        using var response = await host.Client.GetAsync($"/api/v1/tasks?{query}");
        var problem = await ApiHost.ProblemOfAsync(response, 400, "validation_failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty(name, out _), problem.ToString());
    }

    [Fact]
    public async Task Tasks_WhenParametersFit_ThenQueryHoldsThem()
    {
        AnswerTasks();
        var list = Guid.CreateVersion7();
        using var response = await host.Client.GetAsync(
            $"/api/v1/tasks?listId={list}&status=in_progress&assigneeId=me&dueFrom=2026-03-03"
            + "&dueTo=2026-03-04T01:00:00%2B01:00&archived=any&text=gro%C3%9F&sort=-dueDate&limit=200&cursor=abc");
        Assert.Equal(200, (int)response.StatusCode);
        var expected = new TaskQuery(
            new ListId(list),
            null,
            WorkStatus.InProgress,
            new UserId(host.User),
            new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero),
            null,
            "groß",
            "-dueDate",
            new PageRequest(200, "abc"));
        Assert.Equal(expected, host.Grains.Calls.Last(call => call.Method == "Tasks").Argument<TaskQuery>());
    }

    [Fact]
    public async Task Tasks_WhenFieldsAreChosen_ThenTheAnswerHoldsNoMore()
    {
        AnswerTasks();
        using var response = await host.Client.GetAsync("/api/v1/tasks?fields=title,status&count=true&highlight=true");
        var page = await ApiHost.BodyOfAsync(response);
        Assert.Equal(
            ["id", "status", "title"],
            page.GetProperty("items")[0].EnumerateObject().Select(field => field.Name).Order());
        var query = host.Grains.Calls.Last(call => call.Method == "Tasks").Argument<TaskQuery>();
        Assert.True(query.Count && query.Highlight);
    }

    [Fact]
    public async Task Tasks_WhenFilterZoneAndNoSectionAreGiven_ThenQueryHoldsThem()
    {
        AnswerTasks();
        using var response = await host.Client.GetAsync(
            "/api/v1/tasks?sectionId=none&filter=due%3C%3Dtoday%2B7d&timeZone=Europe/Vienna&sort=-priority,dueDate");
        Assert.Equal(200, (int)response.StatusCode);
        var query = host.Grains.Calls.Last(call => call.Method == "Tasks").Argument<TaskQuery>();
        Assert.Equal(
            ("due<=today+7d", "Europe/Vienna", "-priority,dueDate", true, (SectionId?)null),
            (query.Filter, query.TimeZone, query.Sort, query.InNoSection, query.SectionId));
    }

    [Theory]
    [InlineData(8_192, 200)]
    [InlineData(8_193, 400)]
    public async Task Tasks_WhenCursorIsLong_ThenTakenUpToTheBound(int length, int status)
    {
        AnswerTasks();
        using var response = await host.Client.GetAsync($"/api/v1/tasks?cursor={new string('a', length)}");
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Tasks_WhenNothingIsAsked_ThenDefaultsHold()
    {
        AnswerTasks();
        using var response = await host.Client.GetAsync("/api/v1/tasks");
        var query = host.Grains.Calls.Last(call => call.Method == "Tasks").Argument<TaskQuery>();
        Assert.Equal(new PageRequest(50, null), query.Page);
        Assert.False(query.Archived);
        Assert.True(query.ArchivedIsDefault);
        var page = await ApiHost.BodyOfAsync(response);
        Assert.Equal(1, page.GetProperty("items").GetArrayLength());
        Assert.Equal("next", page.GetProperty("nextCursor").GetString());
    }

    [Fact]
    public async Task Notifications_WhenAsked_ThenPageHoldsUnreadCount()
    {
        host.Grains.When<IInboxGrain>(nameof(IInboxGrain.Get), _ => Task.FromResult<Result<InboxPage>>(
            new InboxPage(new Page<NotificationView>([], null), 4)));
        using var response = await host.Client.GetAsync("/api/v1/notifications?limit=1");
        var page = await ApiHost.BodyOfAsync(response);
        Assert.Equal(4, page.GetProperty("unreadCount").GetInt32());
        Assert.Equal(0, page.GetProperty("items").GetArrayLength());
        Assert.Equal(host.User, host.Grains.Calls.Last(call => call.Grain == typeof(IInboxGrain)).Key);
    }

    [Theory]
    [InlineData("range=last_week", "range")]
    [InlineData("from=2026-03-03", "to")]
    [InlineData("to=2026-03-03", "from")]
    [InlineData("from=2026-03-03&to=2026-03-02", "to")]
    [InlineData("from=2024-01-01&to=2026-03-02", "to")]
    [InlineData("from=2026-03-01&to=2026-03-02&range=last_7_days", "range")]
    [InlineData("timeZone=Mars/Olympus", "timeZone")]
    [InlineData("timeZone=..%2F..%2Fetc%2Fpasswd", "timeZone")]
    [InlineData("timeZone=.", "timeZone")]
    [InlineData("timeZone=Europe%2F%2FVienna", "timeZone")]
    [InlineData("timeZone=Europe%2F.%2FVienna", "timeZone")]
    [InlineData("timeZone=..%2Fzoneinfo%2FEurope%2FVienna", "timeZone")]
    public async Task Analytics_WhenRangeIsMalformed_ThenRefusedByName(string query, string name)
    {
        using var response = await host.Client.GetAsync($"/api/v1/analytics/users/me?{query}");
        var problem = await ApiHost.ProblemOfAsync(response, 400, "validation_failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty(name, out _), problem.ToString());
    }

    [Fact]
    public async Task Analytics_WhenRangeEndsToday_ThenDaysAreThoseOfTheZone()
    {
        var numbers = new UserAnalytics(default, default, "", 0, 0, null, null, [], new CompletionTrend(0, 0, "flat"));
        host.Grains.When<IUserAnalyticsGrain>(
            nameof(IUserAnalyticsGrain.Get), _ => Task.FromResult<Result<UserAnalytics>>(numbers));
        using var response = await host.Client.GetAsync(
            "/api/v1/analytics/users/me?range=last_7_days&timeZone=Pacific/Kiritimati");
        Assert.Equal(200, (int)response.StatusCode);
        var range = host.Grains.Calls.Last(call => call.Grain == typeof(IUserAnalyticsGrain)).Argument<DayRange>();
        Assert.Equal("Pacific/Kiritimati", range.TimeZone);
        Assert.Equal(6, range.To.DayNumber - range.From.DayNumber);
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().AddHours(14).DateTime);
        Assert.InRange(today.DayNumber - range.To.DayNumber, 0, 1);
    }

    private void AnswerTasks() => host.Grains.When<ITaskQueriesGrain>(nameof(ITaskQueriesGrain.Tasks), _ =>
        Task.FromResult<Result<TaskPage>>(
            new TaskPage(ImmutableArray.Create(Samples.Task(Guid.CreateVersion7())), "next")));
}

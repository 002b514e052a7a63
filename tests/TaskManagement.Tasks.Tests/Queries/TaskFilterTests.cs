using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Queries.ReadModel;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Queries;

public sealed class TaskFilterTests : IAsyncLifetime
{
    private static readonly ListId Other = new(DerivedId.FromParts("list", "other"));

    private ReadModel _model = null!;

    public async Task InitializeAsync() => _model = await StartAsync();

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task Tasks_WhenReadBack_ThenEveryFieldIsThere()
    {
        var made = await _model.AddAsync(new CreateTask(
            HomeId,
            Doing,
            "Title",
            "Description",
            WorkStatus.Blocked,
            3,
            new TaskDate(Noon, null),
            new TaskDate(null, new DateOnly(2026, 3, 9)),
            "Europe/Vienna",
            Ben,
            [Red],
            new JsonText("""{"a":[1]}""")));
        var commented = await _model.ApplyAsync(
            made, CommentOnTaskAct.Decide(made, new CommentOnTask("x"), Context()).Events);
        var done = await _model.ApplyAsync(commented, CompleteTaskAct.Decide(commented, Context(minutes: 9)).Events);

        var result = await _model.AskAsync(Anything);

        var item = Assert.Single(result.Value!.Items);
        var expected = done.ToItem();
        Assert.Equal(Red, Assert.Single(item.Labels));
        Assert.Equal(
            expected with { Labels = item.Labels, Reminders = item.Reminders, UpdatedAt = item.UpdatedAt }, item);
        Assert.Equal(1, item.CommentCount);
    }

    [Fact]
    public async Task Tasks_WhenImported_ThenSourceAndAgeAreThere()
    {
        await _model.ImportAsync(Card);

        var item = Assert.Single((await _model.AskAsync(Anything)).Value!.Items);

        Assert.Equal((CardSource, Noon.AddYears(-1)), (item.Source, item.CreatedAt));
    }

    [Fact]
    public async Task Tasks_WhenDeleted_ThenGone()
    {
        var task = await _model.AddAsync("gone");

        await _model.ApplyAsync(task, DeleteTaskAct.Decide(task).Events);

        Assert.Empty(await _model.TitlesAsync(Anything));
    }

    [Fact]
    public async Task Tasks_WhenTheCallerIsNoMember_ThenUnseen()
    {
        await _model.AddListAsync(Other, Ben);
        await _model.AddAsync("mine");
        await _model.AddAsync(Milk with { Title = "his", ListId = Other, AssigneeId = Ann });

        Assert.Equal(["mine"], await _model.TitlesAsync(Anything));
        Assert.Equal(["his"], await _model.TitlesAsync(Anything, Ben));
        Assert.Empty(await _model.TitlesAsync(Anything with { ListId = Other }));
        Assert.Empty(await _model.TitlesAsync(Anything with { AssigneeId = Ann }));

        await _model.ApplyAsync(Other, new ListMemberSet(Other, Ann, null, ListRole.Viewer));
        Assert.Equal(["mine", "his"], await _model.TitlesAsync(Anything));

        await _model.ApplyAsync(Other, new ListMemberRemoved(Other, Ann, ListRole.Viewer));
        Assert.Equal(["mine"], await _model.TitlesAsync(Anything));
    }

    [Fact]
    public async Task Tasks_WhenListSectionStatusOrAssigneeIsGiven_ThenOnlyThose()
    {
        await _model.AddListAsync(Other, Ann);
        await _model.AddAsync("plain");
        await _model.AddAsync(Milk with { Title = "elsewhere", ListId = Other });
        await _model.AddAsync(Milk with { Title = "in section", SectionId = Doing });
        await _model.AddAsync(Milk with { Title = "blocked", Status = WorkStatus.Blocked });
        await _model.AddAsync(Milk with { Title = "done", Status = WorkStatus.Done });
        await _model.AddAsync(Milk with { Title = "Ben's", AssigneeId = Ben });

        Assert.Equal(["elsewhere"], await _model.TitlesAsync(Anything with { ListId = Other }));
        Assert.Equal(["in section"], await _model.TitlesAsync(Anything with { SectionId = Doing }));
        Assert.Equal(["blocked"], await _model.TitlesAsync(Anything with { Status = WorkStatus.Blocked }));
        Assert.Equal(["done"], await _model.TitlesAsync(Anything with { Status = WorkStatus.Done }));
        Assert.Equal(["Ben's"], await _model.TitlesAsync(Anything with { AssigneeId = Ben, ListId = HomeId }));
        Assert.Empty(await _model.TitlesAsync(Anything with { AssigneeId = Ben, Status = WorkStatus.Done }));
    }

    [Fact]
    public async Task Tasks_WhenArchivedIsGiven_ThenOnlyThoseOrAll()
    {
        await _model.AddAsync("current");
        await _model.ImportAsync(Card with { Title = "archived", Archived = true });

        Assert.Equal(["current"], await _model.TitlesAsync(Anything));
        Assert.Equal(["archived"], await _model.TitlesAsync(Anything with { Archived = true }));
        Assert.Equal(2, (await _model.TitlesAsync(Anything with { Archived = null })).Length);
    }

    [Fact]
    public async Task Tasks_WhenADueRangeIsGiven_ThenADayBeginsInItsZone()
    {
        var midnight = new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.FromHours(1));
        var day = new TaskDate(null, new DateOnly(2026, 3, 9));
        await _model.AddAsync(Milk with { Title = "day", DueDate = day, DueTimeZone = "Europe/Vienna" });
        await _model.AddAsync(Milk with { Title = "instant", DueDate = new TaskDate(midnight.AddHours(1), null) });
        await _model.AddAsync("never");

        Assert.Equal(["day", "instant"], await _model.TitlesAsync(Anything with { DueFrom = midnight }));
        Assert.Equal(["instant"], await _model.TitlesAsync(Anything with { DueFrom = midnight.AddMinutes(1) }));
        Assert.Equal(["day"], await _model.TitlesAsync(Anything with { DueTo = midnight.AddHours(1) }));
        Assert.Empty(await _model.TitlesAsync(Anything with { DueTo = midnight }));
        Assert.Equal(
            ["day"], await _model.TitlesAsync(Anything with { DueFrom = midnight, DueTo = midnight.AddHours(1) }));
    }

    [Theory]
    [InlineData("MILK", "Buy oat milk")]
    [InlineData("milk buy", "Buy oat milk")]
    [InlineData("  oat\t", "Buy oat milk")]
    [InlineData("straße", "STRAßE kehren")]
    [InlineData("ОБЕД", "обед")]
    [InlineData("σίσυφος", "ΣΊΣΥΦΟΣ")]
    [InlineData("cafe\u0301", "Caf\u00e9")]
    public async Task Tasks_WhenWordsAreGiven_ThenFoundInAnyCase(string text, string title)
    {
        await _model.AddAsync("something else");
        await _model.AddAsync(title);
        await _model.AddAsync(Milk with { Title = "described", Description = $"… {title} …" });

        Assert.Equal([title, "described"], await _model.TitlesAsync(Anything with { Text = text }));
    }

    [Theory]
    [InlineData("100%", "100% sure")]
    [InlineData("a_b", "a_b")]
    [InlineData(@"c:\d", @"C:\D")]
    [InlineData("'; drop", "'; DROP TABLE tasks; --")]
    [InlineData("\"drop) OR", "drop or not")]
    public async Task Tasks_WhenWordsHoldSigns_ThenTheyPartWordsAndMeanNothingElse(string text, string title)
    {
        await _model.AddAsync("axb b-a d");
        await _model.AddAsync(title);

        Assert.Equal([title], await _model.TitlesAsync(Anything with { Text = text }));
    }

    [Fact]
    public async Task Tasks_WhenTheQueryIsBad_ThenRefused()
    {
        Assert.Equal(["sort"], (await _model.RefusalAsync(Anything with { Sort = "color" }))!.Fields.Keys);
        Assert.Equal(["sort"], (await _model.RefusalAsync(Anything with { Sort = "--title" }))!.Fields.Keys);
        Assert.Equal(["sort"], (await _model.RefusalAsync(Anything with { Sort = "relevance" }))!.Fields.Keys);
        Assert.Equal(["sort"], (await _model.RefusalAsync(Anything with { Sort = "title,-title" }))!.Fields.Keys);
        Assert.Equal(["sort"], (await _model.RefusalAsync(Anything with { Sort = "" }))!.Fields.Keys);
        Assert.Equal(["timeZone"], (await _model.RefusalAsync(Anything with { TimeZone = "Mars" }))!.Fields.Keys);
        Assert.Equal(["status"], (await _model.RefusalAsync(Anything with { Status = (WorkStatus)9 }))!.Fields.Keys);
        Assert.Equal(["text"], (await _model.RefusalAsync(Anything with { Text = "a\0" }))!.Fields.Keys);
        Assert.Equal(["text"], (await _model.RefusalAsync(Anything with { Text = new string('x', 201) }))!.Fields.Keys);
        Assert.Equal(
            ["text"], (await _model.RefusalAsync(Anything with { Text = "a b c d e f g h i j k" }))!.Fields.Keys);
        Assert.Equal(["text"], (await _model.RefusalAsync(Anything with { Text = "%%" }))!.Fields.Keys);
        Assert.Equal(["limit"], (await _model.RefusalAsync(Anything with { Page = new(0, null) }))!.Fields.Keys);
        Assert.Equal(["limit"], (await _model.RefusalAsync(Anything with { Page = new(201, null) }))!.Fields.Keys);
        Assert.Null(await _model.RefusalAsync(Anything with { Page = new(1, null), Text = " " }));
    }
}

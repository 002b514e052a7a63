using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks;

public sealed class CreateTaskTests
{
    [Fact]
    public void Create_WhenNew_ThenMadeWithDefaults()
    {
        var created = Assert.IsType<TaskCreated>(Assert.Single(Create(Milk with { Title = "  Buy milk " })));

        Assert.Equal("Buy milk", created.Title);
        Assert.Equal("", created.Description);
        Assert.Equal((WorkStatus.Todo, 0), (created.Status, created.Priority));
        Assert.Equal((Ann, (UserId?)null), (created.CreatorId, created.AssigneeId));
        Assert.Equal(Noon, created.CreatedAt);
        Assert.False(created.Labels.IsDefault);
    }

    [Fact]
    public void Create_WhenEveryFieldIsGiven_ThenAllAreKept()
    {
        var command = new CreateTask(
            HomeId,
            Doing,
            "T",
            "D",
            WorkStatus.Blocked,
            4,
            Day(1),
            Day(2),
            "Europe/Vienna",
            Ben,
            [Red, Red],
            new JsonText("{}"));

        var created = Assert.IsType<TaskCreated>(Assert.Single(Create(command)));

        Assert.Equal((HomeId, Doing), (created.ListId, created.SectionId));
        Assert.Equal(("T", "D"), (created.Title, created.Description));
        Assert.Equal((WorkStatus.Blocked, 4), (created.Status, created.Priority));
        Assert.Equal((Day(1), Day(2), "Europe/Vienna"), (created.StartDate, created.DueDate, created.DueTimeZone));
        Assert.Equal((Ben, new JsonText("{}")), (created.AssigneeId, created.Attributes));
        Assert.Equal(Red, Assert.Single(created.Labels));
    }

    [Fact]
    public void Create_WhenDoneFromTheStart_ThenMadeOpenAndCompleted()
    {
        var events = Create(Milk with { Status = WorkStatus.Done });

        Assert.Equal(WorkStatus.Todo, Assert.IsType<TaskCreated>(events[0]).Status);
        Assert.Equal(Noon, Assert.IsType<TaskCompleted>(events[1]).CompletedAt);
        Assert.Equal(WorkStatus.Done, After(null, events).Status);
    }

    [Fact]
    public void Create_WhenItExists_ThenRefused() => Assert.Equal(
        "task_already_exists", CreateTaskAct.Decide(OpenTask(), MilkId, Milk, Context()).Refusal?.Code);

    [Fact]
    public void Create_WhenSeveralFieldsAreBad_ThenOneRefusalNamesThemAll()
    {
        var refusal = Refused(Milk with
        {
            Title = " ",
            Description = "\0",
            Status = (WorkStatus)9,
            Priority = 5,
            StartDate = default(TaskDate),
            DueDate = Day(1),
            DueTimeZone = "Mars/Olympus",
            Labels = [.. Enumerable.Range(0, 51).Select(i => new LabelId(DerivedId.FromParts($"{i}")))],
            Attributes = new JsonText("[]"),
        });

        Assert.Equal(("validation_failed", RefusalKind.Invalid), (refusal.Code, refusal.Kind));
        Assert.Equal(
            ["attributes", "description", "dueTimeZone", "labels", "priority", "startDate", "status", "title"],
            refusal.Fields.Keys.Order());
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void Create_WhenTitleIsLong_ThenBoundHolds(int length, bool fits) =>
        Expect(fits, "title", Milk with { Title = new string('x', length) + " " });

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void Create_WhenDescriptionIsLong_ThenBoundHolds(int length, bool fits) =>
        Expect(fits, "description", Milk with { Description = new string('x', length) });

    [Fact]
    public void Create_WhenTextCannotBeStored_ThenRefused()
    {
        // Not a theory: half a surrogate pair does not survive in the metadata of an attribute.
        Assert.All(["a\0b", "a\ud83d", "\ude00b", "\ud83d\ud83d"], text =>
        {
            Expect(false, "title", Milk with { Title = text });
            Expect(false, "description", Milk with { Description = text });
        });
        Expect(true, "title", Milk with { Title = "\ud83d\ude00" });
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Create_WhenPriorityIsGiven_ThenBoundsHold(int priority, bool fits) =>
        Expect(fits, "priority", Milk with { Priority = priority });

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void Create_WhenLabelsAreMany_ThenBoundHolds(int count, bool fits) => Expect(
        fits,
        "labels",
        Milk with { Labels = [.. Enumerable.Range(0, count).Select(i => new LabelId(DerivedId.FromParts($"{i}")))] });

    [Theory]
    [InlineData("Europe/Vienna", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("Etc/GMT+5", true)]
    [InlineData("UTC", true)]
    [InlineData("", false)]
    [InlineData("Nowhere/Else", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("/etc/localtime", false)]
    [InlineData("Europe/Vienna\n", false)]
    [InlineData("Pacific Standard Time", false)]
    public void Create_WhenZoneIsGiven_ThenOnlyIanaNamesPass(string zone, bool fits) =>
        Expect(fits, "dueTimeZone", Milk with { DueDate = Day(3), DueTimeZone = zone });

    [Fact]
    public void Create_WhenADayHasNoZone_ThenRefused()
    {
        Expect(false, "dueTimeZone", Milk with { DueDate = Day(3) });
        Expect(false, "dueTimeZone", Milk with { StartDate = Day(3) });
        Expect(true, "dueTimeZone", Milk with { DueDate = new TaskDate(Noon, null) });
    }

    [Fact]
    public void Create_WhenADateIsBothOrNeither_ThenRefused()
    {
        Expect(false, "dueDate", Milk with { DueDate = default(TaskDate) });
        Expect(false, "dueDate", Milk with { DueDate = Day(1) with { Instant = Noon }, DueTimeZone = "Etc/UTC" });
    }

    [Theory]
    [InlineData(1899, false)]
    [InlineData(1900, true)]
    [InlineData(2999, true)]
    [InlineData(3000, false)]
    [InlineData(1, false)]
    [InlineData(9999, false)]
    public void Create_WhenADateIsFarOff_ThenBoundsHold(int year, bool fits)
    {
        var day = new TaskDate(null, new DateOnly(year, 1, 1));
        var instant = new TaskDate(new DateTimeOffset(year, 12, 31, 0, 0, 0, TimeSpan.Zero), null);

        Expect(fits, "dueDate", Milk with { DueDate = day, DueTimeZone = "Asia/Tokyo" });
        Expect(fits, "startDate", Milk with { StartDate = instant });
    }

    [Fact]
    public void Create_WhenLabelsAreAbsent_ThenNone() =>
        Assert.Empty(After(null, Create(Milk with { Labels = default })).Labels);

    private static TaskDate Day(int day) => new(null, new DateOnly(2026, 3, day));

    private static ImmutableArray<TaskEvent> Create(CreateTask command)
    {
        var decision = CreateTaskAct.Decide(null, MilkId, command, Context());
        Assert.Null(decision.Refusal);
        return decision.Events;
    }

    private static Refusal Refused(CreateTask command)
    {
        var decision = CreateTaskAct.Decide(null, MilkId, command, Context());
        Assert.Empty(decision.Events);
        return decision.Refusal!;
    }

    private static void Expect(bool fits, string field, CreateTask command)
    {
        if (fits)
            Assert.NotEmpty(Create(command));
        else
            Assert.Equal([field], Refused(command).Fields.Keys);
    }
}

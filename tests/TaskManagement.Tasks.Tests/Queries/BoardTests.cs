using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Queries.ReadModel;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Queries;

public sealed class BoardTests : IAsyncLifetime
{
    private static readonly SectionId Done = new(DerivedId.FromParts("section", "done"));

    private ReadModel _model = null!;

    public async Task InitializeAsync()
    {
        _model = await StartAsync();
        await _model.ApplyAsync(HomeId, new ListSectionAdded(HomeId, new Section(Doing, "Doing")));
        await _model.ApplyAsync(HomeId, new ListSectionAdded(HomeId, new Section(Done, "Done")));
    }

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task Board_WhenRead_ThenHasEverySectionWithItsTasksInOrder()
    {
        await _model.AddAsync("loose");
        await _model.AddAsync(Milk with { Title = "first", SectionId = Doing });
        await _model.AddAsync(Milk with { Title = "second", SectionId = Doing });
        await _model.ImportAsync(Card with { Title = "archived", Archived = true });

        var board = await _model.BoardAsync();

        Assert.True(board.IsComplete);
        Assert.Equal([null, "Doing", "Done"], board.Columns.Select(column => column.Name));
        Assert.Equal(
            ["loose", "first second", ""],
            board.Columns.Select(column => string.Join(' ', column.Tasks.Select(task => task.Title))));
        Assert.Equal([1, 2, 0], board.Columns.Select(column => column.Total));
    }

    [Fact]
    public async Task Board_WhenASectionIsRemoved_ThenItsTasksAreOfNoneUntilItIsBack()
    {
        await _model.AddAsync(Milk with { Title = "orphan", SectionId = Doing });
        await _model.AddAsync("loose");
        await _model.ApplyAsync(HomeId, new ListSectionRemoved(HomeId, new Section(Doing, "Doing"), 0));

        var board = await _model.BoardAsync();

        Assert.Equal(["orphan", "loose"], board.Columns[0].Tasks.Select(task => task.Title));
        Assert.Equal((2, null), (board.Columns[0].Total, board.Columns[0].NextCursor));
        Assert.Equal(["orphan", "loose"], await _model.TitlesAsync(Anything with { InNoSection = true }));
        await _model.ApplyAsync(HomeId, new ListSectionAdded(HomeId, new Section(Doing, "Doing"), 0));
        Assert.Equal([1, 1, 0], (await _model.BoardAsync()).Columns.Select(column => column.Total));
    }

    [Fact]
    public async Task Board_WhenTasksHaveSubtasks_ThenTheyAreCountedInItsOneQuery()
    {
        var parent = await _model.AddAsync("parent");
        foreach (var status in new[] { WorkStatus.Todo, WorkStatus.Done, WorkStatus.Cancelled })
        {
            var child = await _model.AddAsync(Milk with { Title = $"{status}", Status = status });
            await _model.ApplyAsync(child, [new TaskRelated(child.Id, HomeId, RelationKind.Parent, parent.Id)]);
            parent = await _model.ApplyAsync(
                parent, [new TaskRelated(parent.Id, HomeId, RelationKind.Subtask, child.Id)]);
        }

        var column = (await _model.BoardAsync()).Columns[0];

        Assert.Equal(new SubtaskCounts(3, 1), column.Tasks[0].Subtasks);
        Assert.All(column.Tasks.Skip(1), task => Assert.Null(task.Subtasks));
        Assert.Equal(new SubtaskCounts(3, 1), (await _model.AskAsync(Anything)).Value!.Items[0].Subtasks);
    }

    [Fact]
    public async Task Board_WhenASectionIsCut_ThenItGoesOnByPages()
    {
        for (var i = 0; i < TaskBounds.BoardSectionTasksMax + 3; i++)
            await _model.AddAsync(Milk with { Title = $"{i:000}", SectionId = Doing });
        await _model.AddAsync("loose");

        var board = await _model.BoardAsync();

        var column = board.Columns[1];
        Assert.False(board.IsComplete);
        Assert.Equal(
            (TaskBounds.BoardSectionTasksMax, TaskBounds.BoardSectionTasksMax + 3),
            (column.Tasks.Length, column.Total));
        var rest = await _model.TitlesAsync(
            Anything with { ListId = HomeId, SectionId = Doing, Page = new PageRequest(50, column.NextCursor) });
        Assert.Equal(["200", "201", "202"], rest);
        Assert.Equal(["loose"], await _model.TitlesAsync(Anything with { InNoSection = true }));
    }

    [Theory]
    [InlineData("status", "b a c d")]
    [InlineData("-status,title", "d c a b")]
    [InlineData("sectionId,-title", "d b c a")]
    [InlineData("-sectionId,title", "a c b d")]
    [InlineData("startDate,-title", "c d b a")]
    [InlineData("completedAt,title", "d a b c")]
    [InlineData("assigneeId,title", "b a c d")]
    [InlineData("attributes.x,-title", "a b d c")]
    [InlineData("-attributes.x,title", "c d b a")]
    [InlineData("-priority,title", "c d a b")]
    [InlineData("priority,-title,createdAt", "b a d c")]
    public async Task Tasks_WhenSortedByAnyFields_ThenPagesAreStable(string sort, string expected)
    {
        await _model.AddAsync(Milk with
        {
            Title = "a", SectionId = Done, Status = WorkStatus.InProgress, Attributes = new JsonText("""{"x":2}"""),
        });
        await _model.AddAsync(Milk with { Title = "b", AssigneeId = Ben, Attributes = new JsonText("""{"x":10}""") });
        await _model.AddAsync(Milk with
        {
            Title = "c",
            SectionId = Doing,
            Status = WorkStatus.Blocked,
            Priority = 4,
            StartDate = new TaskDate(Noon, null),
        });
        var done = await _model.AddAsync(Milk with
        {
            Title = "d", Priority = 4, Attributes = new JsonText("""{"x":"y"}"""),
        });
        await _model.ApplyAsync(done, CompleteTaskAct.Decide(done, Context(minutes: 5)).Events);

        var pages = await _model.PagesAsync(Anything with { Sort = sort }, limit: 1);

        Assert.Equal(expected, string.Join(' ', pages.Select(task => task.Title)));
    }
}

using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using static TaskManagement.Tasks.Tests.Queries.ReadModel;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Queries;

public sealed class TaskPageTests : IAsyncLifetime
{
    private ReadModel _model = null!;

    public async Task InitializeAsync() => _model = await StartAsync();

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Theory]
    [InlineData("position", "b A c Ä")]
    [InlineData("createdAt", "b A c Ä")]
    [InlineData("updatedAt", "b A c Ä")]
    [InlineData("dueDate", "c A b Ä")]
    [InlineData("priority", "b A Ä c")]
    [InlineData("title", "A b c Ä")]
    public async Task Tasks_WhenSorted_ThenInThatOrderAndTurnedRound(string sort, string expected)
    {
        await _model.AddAsync("b");
        await _model.AddAsync(Milk with { Title = "A", Priority = 1, DueDate = new TaskDate(Noon.AddDays(1), null) });
        await _model.AddAsync(Milk with { Title = "c", Priority = 4, DueDate = new TaskDate(Noon, null) });
        await _model.AddAsync(Milk with { Title = "Ä", Priority = 2 });

        var ascending = await _model.PagesAsync(Anything with { Sort = sort }, limit: 1);
        var descending = await _model.PagesAsync(Anything with { Sort = $"-{sort}" }, limit: 3);

        // Tasks without a due date come last and are told apart by id, which is not the order of this test's titles.
        var undated = sort == "dueDate" ? 2 : 0;
        Assert.Equal(expected.Split(' ')[..^undated], ascending.SkipLast(undated).Select(task => task.Title));
        Assert.Equal(ascending.Select(task => task.Id).Reverse(), descending.Select(task => task.Id));
    }

    [Theory]
    [InlineData("priority")]
    [InlineData("-priority")]
    [InlineData("title")]
    [InlineData("dueDate")]
    public async Task Tasks_WhenKeysAreEqual_ThenEachComesOnce(string sort)
    {
        for (var i = 0; i < 7; i++)
            await _model.AddAsync("same");

        var pages = await _model.PagesAsync(Anything with { Sort = sort }, limit: 2);

        Assert.Equal(7, pages.Select(task => task.Id).Distinct().Count());
        Assert.Equal(7, pages.Count);
    }

    [Theory]
    [InlineData("position")]
    [InlineData("title")]
    [InlineData("-createdAt")]
    public async Task Tasks_WhenOthersAreAddedMeanwhile_ThenNoneIsLostOrDoubled(string sort)
    {
        for (var i = 0; i < 12; i++)
            await _model.AddAsync($"there {i:00}");
        var added = 0;

        var pages = await _model.PagesAsync(
            Anything with { Sort = sort },
            limit: 3,
            between: () => added++ < 4 ? _model.AddAsync($"a new {added}") : Task.CompletedTask);

        Assert.Equal(pages.Count, pages.Select(task => task.Id).Distinct().Count());
        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => $"there {i:00}"),
            pages
                .Select(task => task.Title)
                .Where(title => title.StartsWith("there", StringComparison.Ordinal))
                .Order());
    }

    [Fact]
    public async Task Tasks_WhenTheCursorIsNotOfThisQuery_ThenRefused()
    {
        await _model.AddAsync("one");
        await _model.AddAsync("two");
        var first = await _model.AskAsync(Anything with { Page = new(1, null) });
        var cursor = first.Value!.NextCursor!;

        Assert.Null(await RefusalAsync(cursor, "position"));
        Assert.Equal("cursor_invalid", await RefusalAsync(cursor, "-position"));
        Assert.Equal("cursor_invalid", await RefusalAsync(cursor, "title"));
        Assert.Equal("cursor_invalid", await RefusalAsync(cursor + "A", "position"));
        Assert.Equal("cursor_invalid", await RefusalAsync("", "position"));
        Assert.Equal("cursor_invalid", await RefusalAsync("not base64url!", "position"));
    }

    [Fact]
    public async Task Lists_WhenPaged_ThenByCreationWithTheCallersRole()
    {
        var ids = Enumerable.Range(0, 5).Select(i => new ListId(DerivedId.FromParts("list", $"{i}"))).ToList();
        foreach (var id in ids)
            await _model.AddListAsync(id, Ben);
        foreach (var id in ids.Skip(1))
            await _model.ApplyAsync(id, new ListMemberSet(id, Ann, null, ListRole.Commenter));

        var first = (await _model.Lists.ListsAsync(Context().Caller, new PageRequest(3, null))).Value!;
        var rest = (await _model.Lists.ListsAsync(Context().Caller, new PageRequest(3, first.NextCursor))).Value!;

        Assert.Equal([HomeId, .. ids.Skip(1)], first.Items.AddRange(rest.Items).Select(list => list.Id));
        Assert.Equal((ListRole.Owner, ListRole.Commenter), (first.Items[0].Role, first.Items[1].Role));
        Assert.Null(rest.NextCursor);
        Assert.Equal(
            "cursor_invalid",
            (await _model.Lists.ListsAsync(Context().Caller, new PageRequest(3, "x"))).Refusal?.Code);
    }

    private async Task<string?> RefusalAsync(string cursor, string sort) =>
        (await _model.RefusalAsync(Anything with { Sort = sort, Page = new PageRequest(1, cursor) }))?.Code;
}

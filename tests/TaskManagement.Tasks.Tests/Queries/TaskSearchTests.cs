using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Queries.Search;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Queries.ReadModel;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Queries;

public sealed class TaskSearchTests : IAsyncLifetime
{
    private static readonly ListId Other = new(DerivedId.FromParts("list", "other"));

    private ReadModel _model = null!;

    public async Task InitializeAsync() => _model = await StartAsync();

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Theory]
    [InlineData("Größe", "die GRÖSSEN und die Größe")]
    [InlineData("grosse", "Große Pläne")]
    [InlineData("cafe", "Café")]
    [InlineData("plan", "Pläne")]
    [InlineData("会議", "明日の会議の準備")]
    [InlineData("ｆｕｌｌ", "full width")]
    [InlineData("quit", "Quitting qq")]
    [InlineData("naïve-approach", "a naive approach")]
    public async Task Text_WhenWrittenOtherwise_ThenFound(string text, string title)
    {
        await _model.AddAsync("議会 approach a naive");
        await _model.AddAsync(title);

        if (text == "grosse")
            Assert.Empty(await FoundAsync(text));
        else
            Assert.Equal([title], await FoundAsync(text));
    }

    [Fact]
    public async Task Text_WhenAWordIsBegun_ThenFoundAndItsMiddleIsNot()
    {
        await _model.AddAsync("Rechnung schreiben");

        Assert.Equal(["Rechnung schreiben"], await FoundAsync("schr rech"));
        Assert.Empty(await FoundAsync("nung"));
        Assert.Empty(await FoundAsync("rechnungen"));
    }

    [Fact]
    public async Task Text_WhenInACommentOrDescription_ThenFound()
    {
        var task = await _model.AddAsync(Milk with { Description = "from the farm" });
        await CommentAsync(task, "lactose free");

        Assert.Equal(["Buy milk"], await FoundAsync("lactose farm milk"));
        Assert.Empty(await FoundAsync("lactose goat"));
    }

    [Fact]
    public async Task Text_WhenACommentIsDeleted_ThenNoLongerFound()
    {
        var task = await CommentAsync(await _model.AddAsync("Buy milk"), "lactose free");
        var delete = new DeleteComment(Assert.Single(task.Comments).Id);

        await _model.ApplyAsync(task, DeleteCommentAct.Decide(task, delete, ListRole.Owner, Context()).Events);

        Assert.Empty(await FoundAsync("lactose"));
        Assert.Equal(["Buy milk"], await FoundAsync("milk"));
    }

    [Fact]
    public async Task Text_WhenTheTaskIsRenamedOrDeleted_ThenNoLongerFoundByWhatItWas()
    {
        var task = await _model.AddAsync("First name");
        var renamed = await _model.ApplyAsync(
            task, PatchTaskAct.Decide(task, PatchNothing with { Title = "Second name" }, Context()).Events);

        Assert.Empty(await FoundAsync("first"));
        Assert.Equal(["Second name"], await FoundAsync("second"));

        await _model.ApplyAsync(renamed, DeleteTaskAct.Decide(renamed).Events);
        Assert.Empty(await FoundAsync("second"));
        Assert.Empty(await _model.TitlesAsync(Anything with { Filter = "not \"first\"" }));
    }

    [Fact]
    public async Task Text_WhenAMemberIsRemoved_ThenTheNextQueryFindsNothing()
    {
        await _model.AddListAsync(Other, Ben);
        await _model.AddAsync(Milk with { ListId = Other });
        Assert.Empty(await FoundAsync("milk"));

        await _model.ApplyAsync(Other, new ListMemberSet(Other, Ann, null, ListRole.Viewer));
        Assert.Equal(["Buy milk"], await FoundAsync("milk"));
        Assert.Equal(["Buy milk"], await _model.TitlesAsync(Anything with { Filter = "milk list:\"List*\" or buy" }));

        await _model.ApplyAsync(Other, new ListMemberRemoved(Other, Ann, ListRole.Viewer));
        Assert.Empty(await FoundAsync("milk"));
        Assert.Empty(await _model.TitlesAsync(Anything with { Filter = "milk or not milk" }));
        Assert.Empty(await _model.TitlesAsync(Anything with { ListId = Other, Text = "milk" }));
    }

    [Fact]
    public async Task Text_WhenATaskMovesToAnotherList_ThenItsMembersFindIt()
    {
        await _model.AddListAsync(Other, Ben);
        var task = await _model.AddAsync("Buy milk");
        Assert.Empty(await _model.TitlesAsync(Anything with { Text = "mil" }, Ben));

        await _model.ApplyAsync(
            task, [new TaskMoved(task.Id, Other, HomeId, null, null, task.Position, task.Position)]);

        Assert.Equal(["Buy milk"], await _model.TitlesAsync(Anything with { Text = "mil" }, Ben));
        Assert.Empty(await FoundAsync("mil"));
    }

    [Fact]
    public async Task Text_WhenAnotherListHasTheSameKey_ThenOnlyTheCallersTasksAreFound()
    {
        var bytes = HomeId.Value.ToByteArray(bigEndian: true);
        bytes[0] ^= 1;
        var twin = new ListId(new Guid(bytes, bigEndian: true));
        Assert.Equal(SearchScope.KeyOf(HomeId), SearchScope.KeyOf(twin));
        await _model.AddListAsync(twin, Ben);
        await _model.AddAsync("Buy milk");
        await _model.AddAsync(Milk with { Title = "Sell milk", ListId = twin });

        Assert.Equal(["Buy milk"], await FoundAsync("milk"));
        Assert.Equal(["Sell milk"], await _model.TitlesAsync(Anything with { Text = "milk" }, Ben));
        Assert.Empty(await _model.TitlesAsync(Anything with { Text = "milk", ListId = twin }));
    }

    [Theory]
    [InlineData("oat milk priority>=2", "Buy oat milk")]
    [InlineData("(milk buy) -oat", "Buy milk")]
    [InlineData("\"oat milk\" or bread", "Buy oat milk", "Bread")]
    [InlineData("milk (oat or priority<2)", "Buy oat milk", "Buy milk")]
    [InlineData("milk not (oat or buy)")]
    public async Task Filter_WhenWordsStandAmongConditions_ThenAllHold(string filter, params string[] titles)
    {
        await _model.AddAsync(Milk with { Title = "Buy oat milk", Priority = 2 });
        await _model.AddAsync(Milk with { Title = "Buy milk", Priority = 1 });
        await _model.AddAsync(Milk with { Title = "Bread", Priority = 2 });

        var page = (await _model.AskAsync(Anything with { Filter = filter, Count = true })).Value!;

        Assert.Equal(titles, page.Items.Select(task => task.Title));
        Assert.Equal(titles.Length, page.Total!.Count);
    }

    [Fact]
    public async Task Text_WhenTheCallerHasVeryManyLists_ThenAllAreSearched()
    {
        const int Lists = 2_000;
        for (var i = 0; i < Lists; i++)
            await _model.AddListAsync(new ListId(DerivedId.FromParts("list", $"{i}")), Ann);
        await _model.AddAsync(Milk with { ListId = new ListId(DerivedId.FromParts("list", $"{Lists - 1}")) });

        Assert.Equal(["Buy milk"], await FoundAsync("buy mil"));
        Assert.Equal(["Buy milk"], await _model.TitlesAsync(Anything with { Filter = "\"buy milk\" -bread" }));
    }

    [Fact]
    public async Task Phrase_WhenQuoted_ThenFoundAsItStandsThere()
    {
        await _model.AddAsync("Buy oat milk");
        await _model.AddAsync(Milk with { Title = "oat", Description = "milk" });

        Assert.Equal(["Buy oat milk"], await _model.TitlesAsync(Anything with { Filter = "\"oat milk\"" }));
        Assert.Empty(await _model.TitlesAsync(Anything with { Filter = "\"milk oat\"" }));
        Assert.Empty(await _model.TitlesAsync(Anything with { Filter = "\"oat mil\"" }));
        Assert.Equal(2, (await _model.TitlesAsync(Anything with { Filter = "oat milk" })).Length);
    }

    [Fact]
    public async Task Relevance_WhenSorted_ThenTitlesComeFirst()
    {
        var commented = await _model.AddAsync("in a comment");
        await CommentAsync(commented, "milk");
        await _model.AddAsync(Milk with { Title = "in the description", Description = "milk" });
        await _model.AddAsync("milk");

        var query = Anything with { Text = "milk", Sort = "relevance" };

        Assert.Equal(["milk", "in the description", "in a comment"], await _model.TitlesAsync(query));
        Assert.Equal(3, (await _model.PagesAsync(query, limit: 1)).Select(item => item.Id).Distinct().Count());
        Assert.Equal(["sort"], (await _model.RefusalAsync(query with { Sort = "-relevance" }))!.Fields.Keys);
    }

    [Fact]
    public async Task Highlight_WhenAsked_ThenWordsAreMarkedAndTheRestIsEscaped()
    {
        var task = await _model.AddAsync(Milk with { Title = "<b>Milk</b> & Größe", Description = "no" });
        await CommentAsync(task, new string('x', 300) + " milky way <i>");

        var page = (await _model.AskAsync(Anything with { Text = "milk gro", Highlight = true })).Value!;

        var shown = Assert.Single(page.Highlights);
        Assert.Equal("&lt;b&gt;<mark>Milk</mark>&lt;/b&gt; &amp; <mark>Größe</mark>", shown.Title);
        Assert.EndsWith(" <mark>milky</mark> way &lt;i&gt;", shown.Excerpt!.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Count_WhenAsked_ThenTheWholeIsCounted()
    {
        for (var i = 0; i < 5; i++)
            await _model.AddAsync("milk");
        await _model.AddAsync("bread");

        var page = (await _model.AskAsync(
            Anything with { Text = "milk", Count = true, Page = new PageRequest(2, null) })).Value!;

        Assert.Equal(new TaskCount(5, IsExact: true), page.Total);
        Assert.Null((await _model.AskAsync(Anything)).Value!.Total);
    }

    [Fact]
    public async Task Words_WhenThereAreTooMany_ThenTheFirstAreFound()
    {
        var description = string.Join(' ', Enumerable.Range(0, 13_000).Select(i => $"w{i}"));
        await _model.AddAsync(Milk with { Description = description + " unreached" });

        Assert.Equal(["Buy milk"], await FoundAsync("w9000"));
        Assert.Empty(await FoundAsync("unreached"));
    }

    [Theory]
    [InlineData("one two", "one", "two")]
    [InlineData("ÄÖ-1", "ao", "1")]
    [InlineData("会ab議", "q0fmi", "ab", "q0rjk")]
    [InlineData("queue", "qqueue")]
    [InlineData("... --")]
    public void Words_WhenTakenApart_ThenAreLettersAndDigits(string text, params string[] words) =>
        Assert.Equal(words, SearchWords.Of(text));

    private Task<TaskState> CommentAsync(TaskState task, string text) => _model.ApplyAsync(
        task, CommentOnTaskAct.Decide(task, new CommentOnTask(text), Context()).Events);

    private Task<string[]> FoundAsync(string text) => _model.TitlesAsync(Anything with { Text = text });
}

using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Notifications;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Cluster.Tests.Events;

public sealed class InboxTests(EventsFixture fixture) : IClassFixture<EventsFixture>
{
    private readonly EventsCluster _cluster = fixture.Cluster;
    private readonly UserId _ann = new(Guid.CreateVersion7());
    private readonly UserId _bob = new(Guid.CreateVersion7());

    private IInboxGrain Inbox => _cluster.Grains.GetGrain<IInboxGrain>(_bob.Value);

    [Fact]
    public async Task Get_WhenAnAssignmentIsDone_ThenEachSideReadsOfTheOther()
    {
        var ada = await RegisterAsync("ada");
        var story = new TaskStory(ada);
        await story.AppendAsync(_cluster.Log, ada, story.Created(), story.Assigned(_bob));
        await story.AppendAsync(_cluster.Log, _bob, story.Completed(_bob, 3));

        var bobs = Assert.Single((await NotifiedAsync(_bob, 1)).Page.Items);
        var adas = Assert.Single((await NotifiedAsync(ada, 1)).Page.Items);

        Assert.Equal(
            ("“Paint the fence” was assigned to you", "Assigned by Ada Lovelace.", ada),
            (bobs.Title, bobs.Text, bobs.ActorId));
        Assert.Equal(
            ("“Paint the fence” is done", "Completed by deleted user.", _bob),
            (adas.Title, adas.Text, adas.ActorId));
    }

    [Fact]
    public async Task Get_WhenThereAreSeveralPages_ThenNewestFirstAndEachOnce()
    {
        var tasks = await AssignAsync(7);

        var pages = await PagesAsync(limit: 3);

        Assert.Equal([3, 3, 1], pages.Select(page => page.Page.Items.Length));
        Assert.All(pages, page => Assert.Equal(7, page.UnreadCount));
        Assert.Equal(
            tasks.AsEnumerable().Reverse(),
            pages.SelectMany(page => page.Page.Items).Select(item => item.TaskId!.Value));
    }

    [Fact]
    public async Task Get_WhenNewOnesComeBetweenPages_ThenTheNextPageGoesOnWhereItWas()
    {
        var tasks = await AssignAsync(3);
        var first = await _cluster.InboxAsync(_bob, limit: 2);
        await AssignAsync(1);
        await NotifiedAsync(_bob, 4);

        var second = await _cluster.InboxAsync(_bob, first.Page.NextCursor, limit: 2);

        Assert.Equal(tasks[0], Assert.Single(second.Page.Items).TaskId);
        Assert.Null(second.Page.NextCursor);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é\0")]
    [InlineData("")]
    [InlineData("MTIzLjQ1Ni43ODk")]
    public async Task Get_WhenTheCursorIsNoneOfOurs_ThenItIsRefused(string cursor) =>
        Assert.Equal("cursor_invalid", await RefusalAsync(cursor));

    [Fact]
    public async Task Get_WhenTheCursorIsOfAnotherInboxOrChanged_ThenItIsRefused()
    {
        await AssignAsync(2);
        var cursor = (await _cluster.InboxAsync(_bob, limit: 1)).Page.NextCursor!;
        var foreign = await _cluster.Grains.GetGrain<IInboxGrain>(_ann.Value)
            .Get(TestCommands.Member(_ann), new PageRequest(1, cursor));

        Assert.Equal("cursor_invalid", foreign.Refusal?.Code);
        Assert.Equal("cursor_invalid", await RefusalAsync($"{(cursor[0] == 'M' ? 'N' : 'M')}{cursor[1..]}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task Get_WhenTheLimitIsOutOfRange_ThenItIsRefused(int limit)
    {
        var answer = await Inbox.Get(TestCommands.Member(_bob), new PageRequest(limit, null));

        Assert.Equal(["limit"], answer.Refusal?.Fields.Keys);
    }

    [Fact]
    public async Task Inbox_WhenSomeoneElseAsks_ThenThereIsNone()
    {
        await AssignAsync(1);
        var id = (await _cluster.InboxAsync(_bob)).Page.Items[0].Id;
        Caller[] others =
            [TestCommands.Member(_ann), new(_ann, [RoleNames.Administrator]), Caller.System, Caller.Anonymous];

        foreach (var other in others)
        {
            var command = TestCommands.By(other);
            Assert.Equal("inbox_not_found", (await Inbox.Get(other, new PageRequest(10, null))).Refusal?.Code);
            Assert.Equal("notification_not_found", (await Inbox.Read(command, id)).Refusal?.Code);
            Assert.Equal("inbox_not_found", (await Inbox.ReadAll(command)).Refusal?.Code);
        }

        Assert.Equal(1, (await _cluster.InboxAsync(_bob)).UnreadCount);
    }

    [Fact]
    public async Task Read_WhenItIsReadAgain_ThenTheFirstTimeStays()
    {
        await AssignAsync(2);
        var item = (await _cluster.InboxAsync(_bob)).Page.Items[0];

        var once = await Inbox.Read(TestCommands.By(_bob), item.Id);
        var again = await Inbox.Read(TestCommands.By(_bob, at: once.Value!.ReadAt!.Value.AddDays(1)), item.Id);

        Assert.Equal(item with { ReadAt = once.Value.ReadAt }, once.Value);
        Assert.Equal(once.Value, again.Value);
        var page = await _cluster.InboxAsync(_bob);
        Assert.Equal(1, page.UnreadCount);
        Assert.Equal(once.Value, page.Page.Items[0]);
    }

    [Fact]
    public async Task Read_WhenItIsUnknownOrSomeoneElses_ThenItIsNotFound()
    {
        await AssignAsync(1);
        var bobs = (await _cluster.InboxAsync(_bob)).Page.Items[0].Id;
        var anns = _cluster.Grains.GetGrain<IInboxGrain>(_ann.Value);

        Assert.Equal("notification_not_found", (await anns.Read(TestCommands.By(_ann), bobs)).Refusal?.Code);
        Assert.Equal("notification_not_found", (await Inbox.Read(TestCommands.By(_bob), default)).Refusal?.Code);
    }

    [Fact]
    public async Task ReadAll_WhenTheCommandIsRepeated_ThenTheSameAnswer()
    {
        await AssignAsync(3);
        await Inbox.Read(TestCommands.By(_bob), (await _cluster.InboxAsync(_bob)).Page.Items[1].Id);
        var command = TestCommands.By(_bob);

        Assert.Equal(2, (await Inbox.ReadAll(command)).Value?.Marked);
        Assert.Equal(2, (await Inbox.ReadAll(command)).Value?.Marked);
        Assert.Equal(0, (await Inbox.ReadAll(TestCommands.By(_bob))).Value?.Marked);
        Assert.Equal(0, (await _cluster.InboxAsync(_bob)).UnreadCount);
    }

    [Fact]
    public async Task ReadAll_WhenRepeatedAfterMarkingNothing_ThenWhatCameSinceStaysUnread()
    {
        var command = TestCommands.By(_bob);
        Assert.Equal(0, (await Inbox.ReadAll(command)).Value?.Marked);
        await AssignAsync(1);

        Assert.Equal(0, (await Inbox.ReadAll(command)).Value?.Marked);
        Assert.Equal(1, (await _cluster.InboxAsync(_bob)).UnreadCount);
    }

    [Fact]
    public async Task Rebuild_WhenNotificationsAreDerivedAnew_ThenWhatWasReadStaysRead()
    {
        await AssignAsync(3);
        await Inbox.Read(TestCommands.By(_bob), (await _cluster.InboxAsync(_bob)).Page.Items[1].Id);
        var before = await _cluster.InboxAsync(_bob);

        await _cluster.Database.WriteAsync(
        [
            new Statement("UPDATE checkpoints SET sequence = 0 WHERE consumer = 'notifications'"),
            new Statement("DELETE FROM notifications"),
        ]);
        await _cluster.DeactivateAsync(_cluster.Notifications);

        var after = await NotifiedAsync(_bob, 3);
        Assert.Equal(before.Page.Items.AsEnumerable(), after.Page.Items);
        Assert.Equal(2, after.UnreadCount);
    }

    private async Task<List<TaskId>> AssignAsync(int count)
    {
        var before = (await _cluster.InboxAsync(_bob, limit: 200)).Page.Items.Length;
        var tasks = new List<TaskId>();
        for (var index = 0; index < count; index++)
        {
            var story = new TaskStory(_ann);
            tasks.Add(story.Id);
            await story.AppendAsync(_cluster.Log, _ann, story.Created(), story.Assigned(_bob));
        }

        await NotifiedAsync(_bob, before + count);
        return tasks;
    }

    private Task<InboxPage> NotifiedAsync(UserId user, int count) => Eventually.SeesAsync(
        () => _cluster.InboxAsync(user), page => page.Page.Items.Length == count, $"there are {count} notifications");

    private async Task<List<InboxPage>> PagesAsync(int limit)
    {
        var pages = new List<InboxPage> { await _cluster.InboxAsync(_bob, limit: limit) };
        while (pages[^1].Page.NextCursor is { } cursor)
            pages.Add(await _cluster.InboxAsync(_bob, cursor, limit));
        return pages;
    }

    private async Task<string?> RefusalAsync(string cursor) =>
        (await Inbox.Get(TestCommands.Member(_bob), new PageRequest(1, cursor))).Refusal?.Code;

    private async Task<UserId> RegisterAsync(string name)
    {
        var registered = await _cluster.Grains.GetGrain<IAccountsGrain>(0).Register(
            TestCommands.By(Caller.Anonymous),
            new RegisterUser($"{name}@example.org", name, "Ada", "Lovelace", "correct horse"));
        return registered.Value?.Id ?? throw new InvalidOperationException(registered.Refusal?.Message);
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Feeds;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Feeds;
using TaskManagement.Tasks.Rebuild;
using TaskManagement.Tasks.Tests.Queries;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Faults;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Rebuild;

public sealed class ReadModelRebuildTests : IAsyncLifetime
{
    private ReadModel _model = null!;

    public async Task InitializeAsync() => _model = await ReadModel.StartAsync();

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task Step_WhenTheProcessEndedHalfWay_ThenTheNextOneGoesOnThere()
    {
        foreach (var title in Enumerable.Range(0, 10))
            await _model.AddAsync($"{title}");
        await _model.Database.Database.WriteAsync([new Statement("DELETE FROM task_documents")]);
        var first = New();
        var halfWay = await first.StepAsync(await first.StepAsync(await first.OpenAsync()));
        Assert.Null(halfWay.EndedAt);

        await _model.Database.RestartAsync();
        var next = New();
        var resumed = await next.OpenAsync();
        var ended = await RunAsync(next, resumed);

        Assert.Equal(halfWay, resumed);
        Assert.Equal((11L, 11L, 10L, 0L), (ended.Streams, ended.Done, ended.Mended, ended.Failed));
        Assert.Equal(10, await CountAsync("SELECT count(*) FROM task_documents"));
    }

    [Fact]
    public async Task Step_WhenTheDatabaseFails_ThenNothingIsPassedOver()
    {
        await _model.AddAsync("One");
        await _model.Database.Database.WriteAsync([new Statement("DELETE FROM task_documents")]);
        var rebuild = New();
        var begun = await rebuild.StepAsync(await rebuild.OpenAsync());
        _model.Database.WriteFaults.Next(WriteFault.ReplyLost);

        await Assert.ThrowsAsync<DatabaseWriteException>(() => rebuild.StepAsync(begun));
        var ended = await RunAsync(rebuild, begun);

        Assert.Equal((2L, 0L), (ended.Done, ended.Failed));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM task_documents"));
    }

    [Fact]
    public async Task Step_WhenAnotherActivationIsAhead_ThenItGoesOnFromThere()
    {
        await _model.AddAsync("One");
        var (one, two) = (New(), New());
        var begun = await one.OpenAsync();
        var ahead = await one.StepAsync(begun);

        Assert.Equal(ahead, await two.StepAsync(begun));
    }

    [Fact]
    public async Task Rebuild_WhenAStreamMakesNoSense_ThenOnlyThatOneIsWithoutRows()
    {
        await _model.AddAsync("One");
        var broken = new TaskId(DerivedId.FromParts("task", "broken"));
        await AppendAsync(StreamNames.Of(broken), new TaskArchived(broken, HomeId, false, true));
        await _model.Database.Database.WriteAsync([new Statement("DELETE FROM task_documents")]);

        var ended = await RunAsync(New());

        Assert.Equal((3L, 1L, 1L), (ended.Done, ended.Mended, ended.Failed));
    }

    [Fact]
    public async Task Rebuild_WhenContentWasRemovedForGood_ThenNoRowComesBack()
    {
        var task = await _model.AddAsync("Secret");
        await _model.Database.Log.PurgeAsync(StreamNames.Of(task.Id), task.Version);

        var ended = await RunAsync(New());

        Assert.Equal((2L, 1L), (ended.Done, ended.Mended));
        foreach (var table in ReadModelTables.All.Where(table => table.Category == StreamNames.TaskCategory))
            Assert.Equal(0, await CountAsync($"SELECT count(*) FROM {table.Name}"));
    }

    [Fact]
    public async Task Rebuild_WhenRowsOfFeedsAreWrong_ThenThoseInForceHaveOne()
    {
        var (user, kept, ended) = (new UserId(Guid.CreateVersion7()), Feed("kept"), Feed("ended"));
        await AppendAsync(
            StreamNames.OfFeeds(user),
            new FeedMade(kept, HomeId, user, "hash of kept", DateTimeOffset.UnixEpoch),
            new FeedMade(ended, HomeId, user, "hash of ended", DateTimeOffset.UnixEpoch),
            new FeedRevoked(ended, HomeId, user, "hash of ended"));
        await _model.Database.Database.WriteAsync(
        [
            new Statement(FeedRows.InsertSql, "hash of ended", ended.Value, HomeId.Value, user.Value),
            new Statement(FeedRows.InsertSql, "hash of nobody's", Guid.NewGuid(), HomeId.Value, Guid.NewGuid()),
        ]);

        var done = await RunAsync(New());

        Assert.Equal((2L, 0L), (done.Mended, done.Failed));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM feeds WHERE secret_hash = 'hash of kept'"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM feeds"));
    }

    [Fact]
    public async Task Open_WhenThisVersionWasReached_ThenThereIsNothingToDo()
    {
        var ended = await RunAsync(New());

        Assert.Equal(ended, await New().OpenAsync());
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public async Task Open_WhenAnotherBuildWasHere_ThenOnlyRowsOfAnOlderOneAreGoneThrough(int newer, bool begins)
    {
        var ended = await RunAsync(New());
        await SetVersionAsync(ReadModelVersion.Current + newer);

        var opened = await New().OpenAsync();

        Assert.Equal((ReadModelVersion.Current, begins), (opened.Version, opened.EndedAt is null));
        Assert.Equal(begins, opened.BeganAt != ended.BeganAt);
        Assert.Equal(opened, await New().OpenAsync());
    }

    private ReadModelRebuild New() => new(
        _model.Database.Database,
        _model.Database.Log,
        TimeProvider.System,
        Options.Create(new RebuildOptions { PageStreamsMax = 3, StreamsAtOnceMax = 2 }),
        NullLogger<ReadModelRebuild>.Instance);

    private static async Task<RebuildProgress> RunAsync(ReadModelRebuild rebuild, RebuildProgress? from = null)
    {
        var progress = from ?? await rebuild.OpenAsync();
        while (progress.EndedAt is null)
            progress = await rebuild.StepAsync(progress);
        return progress;
    }

    private async Task AppendAsync(StreamName stream, params IEnumerable<IDomainEvent> events) =>
        Assert.IsType<AppendOutcome.Appended>(await _model.Database.Log.AppendAsync(new Append(
            TestCommands.By(Ann), [new StreamAppend(stream, 0, [.. events])])));

    private static FeedId Feed(string name) => new(DerivedId.FromParts("feed", name));

    private async Task SetVersionAsync(int version) => await _model.Database.Database.WriteAsync(
        [new Statement("UPDATE read_model_rebuilds SET version = @p0", version)]);

    private async Task<long> CountAsync(string sql) =>
        (await _model.Database.Database.ReadAsync(new Statement(sql), row => row.GetInt64(0)))[0];
}

using System.Collections.Immutable;
using System.Text;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Faults;
using TaskManagement.TestKit.Time;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

/// <summary>Each test has a product of its own, for some of them stop it or make its storage fail.</summary>
public sealed class ImportGrainTests : IAsyncLifetime
{
    private static readonly DateTimeOffset LongAgo = new(2019, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private static readonly ListId Board = new(DerivedId.FromParts("board"));
    private static readonly SectionId Doing = new(DerivedId.FromParts("doing"));
    private static readonly PageRequest All = new(PageRequest.LimitMax, null);

    private readonly TasksCluster _cluster = new();
    private Caller _ann = null!;

    public async Task InitializeAsync()
    {
        await _cluster.InitializeAsync();
        _ann = await _cluster.PersonAsync("ann");
    }

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Start_WhenTheBoardIsNew_ThenEverythingIsThere()
    {
        var progress = await ImportAsync(BoardOf(150));

        Assert.Equal(
            (ImportStatus.Finished, Board, 1, 150, 150, 0, 300),
            (progress.Status, progress.ListId, progress.Sections, progress.Total, progress.Imported, progress.Skipped,
                progress.Comments));
        var titles = Succeeded(await _cluster.Queries.Tasks(_ann, Tasks())).Items.Select(task => task.Title);
        Assert.Equal(Enumerable.Range(0, 150).Select(i => $"Card {i}"), titles);
        var task = _cluster.Task(ImportIds.TaskOf(Board, new ImportSource("trello", "card-7")));
        Assert.Equal(LongAgo, Succeeded(await task.Get(_ann, null)).CreatedAt);
        var comments = Succeeded(await task.Comments(_ann, All)).Items;
        Assert.Equal(
            [("Cleo C.", LongAgo), ("Dora D.", LongAgo.AddDays(1))],
            comments.Select(comment => (comment.AuthorName, comment.CreatedAt)));
    }

    [Fact]
    public async Task Start_WhenTheSameBoardComesAgain_ThenNothingIsNew()
    {
        await ImportAsync(BoardOf(100));

        var again = await ImportAsync(BoardOf(100));

        Assert.Equal((ImportStatus.Finished, 0, 100, 0), (again.Status, again.Imported, again.Skipped, again.Comments));
        var list = Succeeded(await _cluster.List(Board).Get(_ann, null));
        Assert.Equal((1, 1), (list.Sections.Length, list.Version));
    }

    [Fact]
    public async Task Start_WhenTheBoardHasGrown_ThenOnlyTheRestIsNew()
    {
        await ImportAsync(BoardOf(70));

        var grown = await ImportAsync(BoardOf(90));

        Assert.Equal((20, 70), (grown.Imported, grown.Skipped));
    }

    [Fact]
    public async Task Start_WhenTheCommandIsRepeated_ThenTheSameRun()
    {
        var context = TestCommands.By(_ann);
        var board = BoardOf(10);
        Succeeded(await Import.Start(context, board));
        await FinishedAsync();

        var again = Succeeded(await Import.Start(context, board));

        Assert.Equal((ImportStatus.Finished, 10, 0), (again.Status, again.Imported, again.Skipped));
    }

    [Fact]
    public async Task Start_WhenTheCommandFailedAndIsRepeated_ThenItGoesOn()
    {
        var context = TestCommands.By(_ann);
        var board = BoardOf(10, i => i == 4 ? "" : $"Card {i}");
        Succeeded(await Import.Start(context, board));
        Assert.Equal(ImportStatus.Failed, (await FinishedAsync()).Status);

        // What was in its way is gone; that it is the file here, and not the storage, makes no difference to the grain.
        Succeeded(await Import.Start(context, BoardOf(10)));

        var progress = await FinishedAsync();
        Assert.Equal((ImportStatus.Finished, 10, 0), (progress.Status, progress.Imported, progress.Skipped));
    }

    [Fact]
    public async Task Start_WhenTheKeyComesWithAnotherFile_ThenRefused()
    {
        var context = TestCommands.By(_ann, bodyHash: "one");
        Succeeded(await Import.Start(context, BoardOf(10)));
        await FinishedAsync();

        var again = await Import.Start(context with { BodyHash = "two" }, BoardOf(11));

        Assert.Equal("idempotency_key_reused", again.Refusal?.Code);
    }

    [Fact]
    public async Task Start_WhenAnotherFileIsBeingRead_ThenRefusedUntilItHasFinished()
    {
        Succeeded(await Import.Start(TestCommands.By(_ann, bodyHash: "one"), BoardOf(1_000)));

        var other = await Import.Start(TestCommands.By(_ann, bodyHash: "two"), BoardOf(1_001));
        var same = await Import.Start(TestCommands.By(_ann, bodyHash: "one"), BoardOf(1_000));

        Assert.Equal(("import_running", RefusalKind.Conflict), (other.Refusal?.Code, other.Refusal?.Kind));
        Assert.Equal(ImportStatus.Running, Succeeded(same).Status);
        await FinishedAsync();
        Succeeded(await Import.Start(TestCommands.By(_ann, bodyHash: "two"), BoardOf(1_001)));
        Assert.Equal(1_001, (await FinishedAsync()).Total);
    }

    [Fact]
    public async Task Progress_WhenAnotherAsks_ThenThereIsNoSuchImport()
    {
        var ben = await _cluster.PersonAsync("ben");
        Assert.Equal("import_not_found", (await Import.Progress(_ann)).Refusal?.Code);
        await ImportAsync(BoardOf(1));

        Assert.Equal("import_not_found", (await Import.Progress(ben)).Refusal?.Code);
        Assert.Equal("import_not_found", (await Import.Start(TestCommands.By(ben), BoardOf(1))).Refusal?.Code);
    }

    [Fact]
    public async Task Start_WhenACardIsRefused_ThenItStopsThereAndAMendedFileGoesOn()
    {
        var broken = BoardOf(100, i => i == 80 ? "" : $"Card {i}");

        var failed = await ImportAsync(broken);

        Assert.Equal((ImportStatus.Failed, 80), (failed.Status, failed.Imported));
        Assert.Contains("card-80", failed.Failure?.Message, StringComparison.Ordinal);
        Assert.Contains("title", failed.Failure!.Fields.Keys);
        var mended = await ImportAsync(BoardOf(100));
        Assert.Equal((ImportStatus.Finished, 100), (mended.Status, mended.Imported + mended.Skipped));
    }

    [Fact]
    public async Task Start_WhenTheListIsSomeoneElses_ThenFailed()
    {
        var ben = await _cluster.PersonAsync("ben");
        Succeeded(await _cluster.List(Board).Act(TestCommands.By(ben), new CreateList("Taken", null, [])));

        var failed = await ImportAsync(BoardOf(3));

        Assert.Equal((ImportStatus.Failed, "list_not_found"), (failed.Status, failed.Failure?.Code));
    }

    [Fact]
    public async Task Start_WhenStorageFails_ThenItGoesOnAndCountsOnce()
    {
        Succeeded(await Import.Start(TestCommands.By(_ann), BoardOf(200)));
        _cluster.Product.Database.AppendFaults.Next(
            WriteFault.ReplyLost, WriteFault.BeforeCommit, WriteFault.ReplyLost, WriteFault.BeforeCommit);

        var progress = await FinishedAsync();

        Assert.Equal((ImportStatus.Finished, 200, 400), (progress.Status, progress.Imported, progress.Comments));
        Assert.Equal(200, Succeeded(await _cluster.Queries.Tasks(_ann, Tasks())).Items.Length);
    }

    [Fact]
    public async Task Progress_WhenTheProcessStopped_ThenItGoesOn()
    {
        Succeeded(await Import.Start(TestCommands.By(_ann), BoardOf(1_000)));

        await _cluster.Product.RestartAsync();

        var progress = await FinishedAsync();
        Assert.Equal(
            (ImportStatus.Finished, 1_000, 1_000, 0, 2_000),
            (progress.Status, progress.Total, progress.Imported, progress.Skipped, progress.Comments));
    }

    [Fact]
    public async Task Start_WhenTheProcessStoppedAndNobodyAsks_ThenItGoesOnByItself()
    {
        Succeeded(await Import.Start(TestCommands.By(_ann), BoardOf(1_000)));

        await _cluster.Product.RestartAsync();

        await Eventually.SeesAsync(
            async () => Succeeded(await _cluster.Queries.Tasks(_ann, Tasks() with { Count = true })),
            page => page.Total?.Count == 1_000,
            "every task is there",
            TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Start_WhenCommentsHaveAuthors_ThenNoFileHoldsTheirNames()
    {
        await ImportAsync(BoardOf(20));

        var files = (await _cluster.Product.Database.FilesAsync()).Select(Text).ToList();
        Assert.Contains(files, text => text.Contains("Card 7", StringComparison.Ordinal));
        Assert.DoesNotContain(files, text => text.Contains("Cleo C.", StringComparison.Ordinal));
    }

    private IImportGrain Import => _cluster.Grains.GetGrain<IImportGrain>(DerivedId.FromParts("import"));

    private static TaskQuery Tasks() => new(Board, null, null, null, null, null, null, null, "position", All);

    private async Task<ImportProgress> ImportAsync(ImportBoard board)
    {
        Succeeded(await Import.Start(TestCommands.By(_ann), board));
        return await FinishedAsync();
    }

    private Task<ImportProgress> FinishedAsync() => Eventually.SeesAsync(
        async () => Succeeded(await Import.Progress(_ann)),
        progress => progress.Status != ImportStatus.Running,
        "the import has ended",
        TimeSpan.FromMinutes(2));

    private static string Text(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static ImportBoard BoardOf(int cards, Func<int, string>? title = null) => new(
        Board,
        new ImportList("Board", "", [new Section(Doing, "Doing")], [], new ImportSource("trello", "board")),
        [.. Enumerable.Range(0, cards).Select(i => CardOf(i, title?.Invoke(i) ?? $"Card {i}"))]);

    private static ImportTask CardOf(int index, string title) => new(
        Board,
        Doing,
        title,
        "",
        null,
        ImmutableArray<LabelId>.Empty,
        Done: index % 3 == 0,
        Archived: index % 5 == 0,
        index,
        LongAgo,
        new ImportSource("trello", $"card-{index}"),
        [
            new ImportedComment($"{index}-1", "cleo", "Cleo C.", "First", LongAgo),
            new ImportedComment($"{index}-2", "dora", "Dora D.", "Second", LongAgo.AddDays(1)),
        ]);
}

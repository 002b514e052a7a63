using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

/// <summary>Imports whose tasks have to do with each other and with people.</summary>
public sealed class ImportRelationTests : IAsyncLifetime
{
    private static readonly DateTimeOffset LongAgo = new(2019, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private static readonly ListId Board = new(DerivedId.FromParts("board"));

    private readonly TasksCluster _cluster = new();
    private Caller _ann = null!;

    public async Task InitializeAsync()
    {
        await _cluster.InitializeAsync();
        _ann = await _cluster.PersonAsync("ann");
    }

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact, Trait("Peer", "23")]
    public async Task Start_WhenTasksHaveSubtasks_ThenEachIsMadeWithItsParent()
    {
        var progress = await ImportAsync(BoardOf([.. Cards(3), .. Subtasks(3, each: 50)]));

        Assert.Equal((ImportStatus.Finished, 153), (progress.Status, progress.Imported));
        var parent = await TaskAsync("card-1");
        Assert.Equal(50, parent.Relations.Count(relation => relation.Kind == RelationKind.Subtask));
        Assert.Equal(parent.Id, (await TaskAsync("card-1-7")).ParentId);
    }

    [Fact]
    public async Task Start_WhenASubtaskIsNewAndAnotherWasMoved_ThenOnlyTheNewOneIsPlaced()
    {
        await ImportAsync(BoardOf([.. Cards(1), .. Subtasks(1, each: 2)]));
        var freed = ImportIds.TaskOf(Board, SourceOf("card-0-1"));
        var relations = _cluster.Grains.GetGrain<ITaskRelationsGrain>(Board.Value);
        Succeeded(await relations.Act(TestCommands.By(_ann), freed, new PlaceTask(null)));

        var again = await ImportAsync(BoardOf([.. Cards(1), .. Subtasks(1, each: 3)]));

        Assert.Equal((1, 3), (again.Imported, again.Skipped));
        Assert.Null((await TaskAsync("card-0-1")).ParentId);
        Assert.Equal((await TaskAsync("card-0")).Id, (await TaskAsync("card-0-2")).ParentId);
    }

    [Fact]
    public async Task Start_WhenTheProcessStops_ThenSubtasksAreThereOnce()
    {
        Succeeded(await Import.Start(TestCommands.By(_ann), BoardOf([.. Cards(10), .. Subtasks(10, each: 60)])));

        await _cluster.Product.RestartAsync();

        var progress = await FinishedAsync();
        Assert.Equal((ImportStatus.Finished, 610, 0), (progress.Status, progress.Imported, progress.Skipped));
        Assert.Equal(60, (await TaskAsync("card-9")).Relations.Length);
    }

    [Fact]
    public async Task Start_WhenTasksBlockEachOtherInACircle_ThenItStopsAtTheOneThatClosesIt()
    {
        var failed = await ImportAsync(BoardOf(
        [
            .. Cards(1),
            CardOf("b", 1) with { Relations = [Related(RelationKind.BlockedBy, "card-0")] },
            CardOf("c", 2) with
            {
                Relations = [Related(RelationKind.BlockedBy, "b"), Related(RelationKind.Blocks, "card-0")],
            },
        ]));

        Assert.Equal((ImportStatus.Failed, "relation_cycle"), (failed.Status, failed.Failure?.Code));
        Assert.StartsWith("trello c:", failed.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal(2, failed.Imported);
    }

    [Fact]
    public async Task Start_WhenPeopleAreFound_ThenTheyAreMembersAndHaveTheirTasks()
    {
        var (ben, eve) = (await _cluster.PersonAsync("ben"), await _cluster.PersonAsync("eve"));
        var board = BoardOf(
        [
            CardOf("1", 0) with { AssigneeId = ben.UserId, Status = WorkStatus.Blocked, Priority = 3 },
            CardOf("2", 1) with { AssigneeId = eve.UserId },
        ]);
        board = board with
        {
            List = board.List with { Members = [new ImportMember(ben.UserId, ListRole.Editor)] },
            People =
            [
                new ImportPerson("b", "Ben B.", ben.UserId),
                new ImportPerson("e", "Eve E.", eve.UserId),
                new ImportPerson("x", "Xaver X.", null),
            ],
            Notes = [new ImportNote("cards[0]", "is strange")],
        };

        var progress = await ImportAsync(board);

        Assert.Equal(
            [("Ben B.", PersonMatch.Member), ("Eve E.", PersonMatch.NotMember), ("Xaver X.", PersonMatch.Unknown)],
            progress.People.Select(person => (person.Name, person.Match)));
        Assert.Equal("is strange", Assert.Single(progress.Notes).Text);
        var first = Succeeded(await _cluster.Task(ImportIds.TaskOf(Board, SourceOf("1"))).Get(ben, null));
        Assert.Equal((ben.UserId, WorkStatus.Blocked, 3), (first.AssigneeId, first.Status, first.Priority));
        Assert.Null((await TaskAsync("2")).AssigneeId);
    }

    [Fact]
    public async Task Start_WhenAMemberWasTakenOutHere_ThenTheFileDoesNotBringThemBack()
    {
        var ben = await _cluster.PersonAsync("ben");
        var board = BoardOf(Cards(1));
        board = board with
        {
            List = board.List with { Members = [new ImportMember(ben.UserId, ListRole.Editor)] },
        };
        await ImportAsync(board);
        Succeeded(await _cluster.List(Board).Act(TestCommands.By(_ann), new RemoveListMember(ben.UserId)));

        var again = await ImportAsync(board with
        {
            Tasks = [.. board.Tasks, CardOf("late", 1) with { AssigneeId = ben.UserId }],
        });

        Assert.Equal((ImportStatus.Finished, 1), (again.Status, again.Imported));
        Assert.Single(Succeeded(await _cluster.List(Board).Get(_ann, null)).Members);
        Assert.Null((await TaskAsync("late")).AssigneeId);
    }

    private IImportGrain Import => _cluster.Grains.GetGrain<IImportGrain>(DerivedId.FromParts("import"));

    private async Task<TaskItem> TaskAsync(string id) =>
        Succeeded(await _cluster.Task(ImportIds.TaskOf(Board, SourceOf(id))).Get(_ann, null));

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

    private static ImportBoard BoardOf(ImmutableArray<ImportTask> tasks) =>
        new(Board, new ImportList("Board", "", [], [], SourceOf("board")), tasks);

    private static ImmutableArray<ImportTask> Cards(int count) =>
        [.. Enumerable.Range(0, count).Select(i => CardOf($"card-{i}", i))];

    private static IEnumerable<ImportTask> Subtasks(int parents, int each) =>
        from parent in Enumerable.Range(0, parents)
        from i in Enumerable.Range(0, each)
        select CardOf($"card-{parent}-{i}", parents + (parent * each) + i) with
        {
            Relations = [Related(RelationKind.Parent, $"card-{parent}")],
        };

    private static TaskRelation Related(RelationKind kind, string id) =>
        new(kind, ImportIds.TaskOf(Board, SourceOf(id)));

    private static ImportSource SourceOf(string id) => new("trello", id);

    private static ImportTask CardOf(string id, int index) => new(
        Board, null, $"Card {id}", "", null, [], Done: false, Archived: false, index, LongAgo, SourceOf(id), []);
}

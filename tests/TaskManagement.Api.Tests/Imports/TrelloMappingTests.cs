using System.Collections.Immutable;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Api.Imports.Trello;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tests.Imports;

public sealed class TrelloMappingTests
{
    private static readonly UserId User = new(new Guid("0197a3c5-6d2e-8f00-9abc-1234567890ab"));
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Map_WhenBoardHasAll_ThenSectionsAndTasksKeepTheirOrder()
    {
        var board = await SmallAsync();
        Assert.Equal("Garden", board.List.Name);
        Assert.Equal("What the garden needs", board.List.Description);
        Assert.Equal(new ImportSource("trello", "5f0000000000000000000001"), board.List.Source);
        Assert.Equal(["To do", "Done", "Last year"], board.List.Sections.Select(section => section.Name));
        Assert.Equal(
            ["Mow the lawn", "Water the roses", "Can", "Buy seeds", "Old fence", "Plant an oak"],
            board.Tasks.OrderBy(task => task.Index).Select(task => task.Title));
        Assert.Equal([0, 1, 2, 3, 4, 5], board.Tasks.Select(task => task.Index).Order());
        Assert.All(board.Tasks, task => Assert.Equal(board.ListId, task.ListId));
    }

    [Fact]
    public async Task Map_WhenLabelsHaveNoName_ThenColourNamesThem()
    {
        var labels = (await SmallAsync()).List.Labels;
        Assert.Equal(
            [("Plain", "#b3bac5"), ("Urgent", "#eb5a46"), ("green_dark", "#61bd4f")],
            labels.Select(label => (label.Name, label.Color)));
    }

    [Fact]
    public async Task Map_WhenCardIsComplete_ThenTaskHoldsItAll()
    {
        var board = await SmallAsync();
        var roses = Task(board, "Water the roses");
        Assert.Equal("Twice a day", roses.Description);
        Assert.Equal("2026-06-01T18:00:00Z", roses.DueDate.ToString());
        Assert.False(roses.Done);
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 8, 0, 0, TimeSpan.Zero), roses.CreatedAt);
        Assert.Equal("5f0000000000000000000c02", roses.Source.Id);
        Assert.Equal(
            ["Urgent", "green_dark"],
            roses.Labels.Select(id => board.List.Labels.Single(label => label.Id == id).Name));
        Assert.Equal(
            [("With rain water", "Rosa Gardener"), ("Not at noon", "Oleander Guest")],
            roses.Comments.Select(comment => (comment.Text, comment.AuthorName)));
    }

    [Fact]
    public async Task Map_WhenCardIsDoneOrClosed_ThenTaskIs()
    {
        var board = await SmallAsync();
        Assert.True(Task(board, "Buy seeds").Done);
        Assert.Equal("2026-03-01T11:00:00Z", Task(board, "Buy seeds").DueDate.ToString());
        Assert.Equal(
            ["Old fence", "Plant an oak"], board.Tasks.Where(task => task.Archived).Select(task => task.Title));
    }

    [Fact]
    public async Task Map_WhenNoActionTellsTheCreation_ThenTheIdDoes() => Assert.Equal(
        DateTimeOffset.FromUnixTimeSeconds(0x5e0be100), Task(await SmallAsync(), "Buy seeds").CreatedAt);

    [Fact]
    public async Task Map_WhenIdTellsNoDate_ThenNow()
    {
        var board = await TrelloCheckTests.ReadAsync(
            """
            {"id":"b","name":"B","lists":[{"id":"l","name":"L"}],"cards":[
              {"id":"zz","name":"C","idList":"l"},{"id":"ffffffff00","name":"D","idList":"l"}]}
            """);
        Assert.All(BoardOf(board).Tasks, task => Assert.Equal(Now, task.CreatedAt));
    }

    [Fact]
    public async Task Map_WhenOnlyCardsHoldLabels_ThenListHasThem()
    {
        var board = await TrelloCheckTests.ReadAsync(
            """
            {"id":"b","name":"B","lists":[{"id":"l","name":"L"}],"cards":[
              {"id":"1","name":"C","idList":"l","labels":[{"color":"blue","name":"Water"}]},
              {"id":"2","name":"D","idList":"l","labels":[{"color":"blue","name":"Water"}]}]}
            """);
        var mapped = BoardOf(board);
        var label = Assert.Single(mapped.List.Labels);
        Assert.Equal(("Water", "#0079bf"), (label.Name, label.Color));
        Assert.All(mapped.Tasks, task => Assert.Equal([label.Id], task.Labels.ToArray()));
    }

    [Fact]
    public async Task Map_WhenRepeated_ThenIdsAreTheSame_AndAnotherUsersAreOthers()
    {
        var (first, second) = (await SmallAsync(), await SmallAsync());
        Assert.Equal(first.ListId, second.ListId);
        Assert.Equal(first.List.Sections.ToArray(), second.List.Sections.ToArray());
        Assert.Equal(first.List.Labels.ToArray(), second.List.Labels.ToArray());
        var board = await TrelloReader.ReadAsync(File.OpenRead(SmallPath), default);
        var source = TrelloMapping.Map(board, Now).Source;
        Assert.NotEqual(first.ListId, DocumentBoard.ListOf(new UserId(Guid.CreateVersion7()), source));
    }

    private static string SmallPath => Path.Combine(AppContext.BaseDirectory, "Data", "trello-small.json");

    private static async Task<ImportBoard> SmallAsync()
    {
        await using var file = File.OpenRead(SmallPath);
        var board = await TrelloReader.ReadAsync(file, default);
        TrelloCheck.Require(board);
        return BoardOf(board);
    }

    private static ImportBoard BoardOf(TrelloBoard board) => DocumentBoard.Of(
        TrelloMapping.Map(board, Now), User, ImmutableDictionary<string, UserId>.Empty, Now);

    private static ImportTask Task(ImportBoard board, string title) => board.Tasks.Single(task => task.Title == title);
}

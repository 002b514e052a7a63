using TaskManagement.Api.Imports.Documents;
using TaskManagement.Api.Imports.Trello;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Tests.Imports;

/// <summary>What hangs on a card: checklists, files, people.</summary>
public sealed class TrelloCardPartsTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact, Trait("Peer", "23")]
    public async Task Map_WhenACardHasChecklists_ThenTheirItemsAreSubtasksInOrder()
    {
        var board = await MapAsync(
            """
            "cards":[{"id":"c","name":"Card","idList":"l","closed":true,"idMembers":["m1"]}],
            "checklists":[
              {"id":"k2","idCard":"c","name":"Later","pos":2,
                "checkItems":[{"id":"i3","name":"Third","state":"complete"}]},
              {"id":"k1","idCard":"c","name":"Now","pos":1,"checkItems":[
                {"id":"i2","name":"Second","state":"incomplete","pos":2,"due":"2026-08-01T10:00:00Z","idMember":"m2"},
                {"id":"i1","name":"First","state":"complete","pos":1}]},
              {"id":"k3","idCard":"gone","name":"Of a card that has left","checkItems":[{"id":"i4","name":"Lost"}]}]
            """);
        Assert.Equal(
            [("Card", null), ("First", "c"), ("Second", "c"), ("Third", "c")],
            board.Tasks.Select(task => (task.Title, task.ParentKey)));
        Assert.Equal(
            [WorkStatus.Todo, WorkStatus.Done, WorkStatus.Todo, WorkStatus.Done],
            board.Tasks.Select(task => task.Status));
        Assert.All(board.Tasks, task => Assert.Equal(("l", true), (task.SectionKey, task.Archived)));
        Assert.Equal("2026-08-01T10:00:00Z", board.Tasks[2].DueDate.ToString());
        Assert.Equal(["m2"], board.Tasks[2].AssigneeKeys.ToArray());
        Assert.Equal("""{"checklist":"Later"}""", board.Tasks[3].Attributes?.Value);
        Assert.Empty(DocumentCheck.Faults(board));
    }

    [Fact]
    public async Task Map_WhenACardHasAttachments_ThenTheyAreLinksBelowItsDescription()
    {
        var board = await MapAsync(
            """
            "cards":[{"id":"c","name":"Card","desc":"Text","idList":"l","start":"2026-06-01T08:00:00Z","attachments":[
              {"name":"plan [1].pdf","url":"https://trello.com/1/plan 1.pdf"},
              {"name":"","url":"http://example.org/a>b"},
              {"name":"x](https://example.com)","url":"javascript:alert(1)"},
              {"name":"nowhere"}]}]
            """);
        Assert.Equal(
            """
            Text

            Attachments:

            - [plan \[1\]\.pdf](<https://trello.com/1/plan%201.pdf>)
            - [http://example\.org/a\>b](<http://example.org/a%3Eb>)
            - x\]\(https://example\.com\): javascript:alert\(1\)
            """.ReplaceLineEndings("\n"),
            board.Tasks[0].Description);
        Assert.Equal("2026-06-01T08:00:00Z", board.Tasks[0].StartDate.ToString());
    }

    [Fact]
    public async Task Map_WhenCardsHaveMembers_ThenTheyAreThePeopleAndSeveralAreTold()
    {
        var board = await MapAsync(
            """
            "members":[{"id":"m1","fullName":"Rosa","username":"rosa"},{"id":"m2","username":"ole","email":"o@x.org"}],
            "cards":[{"id":"c","name":"Card","idList":"l","idMembers":["m2","left"]}]
            """);
        Assert.Equal(
            [("m2", "ole", "ole", "o@x.org"), ("left", "Trello user", null, null), ("m1", "Rosa", "rosa", null)],
            board.People.Select(person => (person.Key, person.Name, person.Handle, person.Email)));
        Assert.Equal(["m2", "left"], board.Tasks[0].AssigneeKeys.ToArray());
        Assert.Equal("cards[0].idMembers", Assert.Single(board.Notes).Place);
    }

    [Theory]
    [InlineData("{\"checkItems\":[{\"id\":\"i\"}]}", "checklists[0].checkItems[0].name")]
    [InlineData(
        "{\"checkItems\":[{\"name\":\"x\",\"due\":\"3026-01-01T00:00:00Z\"}]}", "checklists[0].checkItems[0].due")]
    [InlineData("{\"checkItems\":{}}", "checklists[0].checkItems")]
    public async Task Read_WhenAChecklistIsWrong_ThenPathIsNamed(string checklist, string path)
    {
        var error = await Assert.ThrowsAsync<TaskManagement.Api.Conventions.Problems.ProblemException>(
            () => MapAsync($"\"cards\":[],\"checklists\":[{checklist}]"));
        Assert.Contains(path, error.Problem.Errors.Keys);
    }

    private static async Task<ImportDocument> MapAsync(string parts) => TrelloMapping.Map(
        await TrelloCheckTests.ReadAsync(
            $$"""{"id":"b","name":"B","lists":[{"id":"l","name":"L"}],{{parts}}}"""),
        Now);
}

using System.Text;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Imports;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Api.Imports.Todoist;

namespace TaskManagement.Api.Tests.Imports;

public sealed class TodoistReaderTests
{
    private const string Header = "TYPE,CONTENT,PRIORITY,INDENT,DATE\n";

    private static readonly DateTimeOffset Now = new(2026, 4, 15, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Read_WhenAProjectIsExported_ThenEverythingOfItIsThere()
    {
        var project = await MoveAsync();
        Assert.Equal(["Packing"], project.Sections.Select(section => section.Name));
        Assert.Equal(["urgent", "phone"], project.Labels.Select(label => label.Name));
        Assert.Equal(
            [
                ("Book the van", 4), ("Compare prices", 0), ("Water the plants", 3), ("Pay the rent", 2),
                ("Say goodbye", 0),
            ],
            project.Tasks.Select(task => (task.Title, task.Priority)));
        var van = project.Tasks[0];
        Assert.Equal(("Ask for the \"long\" one", "2026-05-01", "Europe/Vienna"),
            (van.Description, van.DueDate.ToString(), van.DueTimeZone));
        Assert.Equal("""{"durationMinutes":45}""", van.Attributes?.Value);
        Assert.Equal(["urgent", "phone"], van.LabelKeys.ToArray());
        Assert.Equal(van.Key, project.Tasks[1].ParentKey);
        Assert.Null(van.SectionKey);
        Assert.Equal(project.Sections[0].Key, project.Tasks[2].SectionKey);
    }

    [Fact]
    public async Task Read_WhenTasksHaveNotes_ThenTheyAreCommentsAndFilesAreLinks()
    {
        var comments = (await MoveAsync()).Tasks[1].Comments;
        Assert.Equal(
            [("Ben Mover", "1002", "Vans R Us: 80 a day\nSpeedy: 75 a day"),
                ("Ann Mover", "1001", @"The offer [offer \[1\]\.pdf](<https://files.example.org/o%20ffer.pdf>)")],
            comments.Select(comment => (comment.AuthorName, comment.AuthorId, comment.Text)));
        Assert.Equal(new DateTimeOffset(2026, 4, 20, 8, 15, 0, TimeSpan.Zero), comments[0].WrittenAt);
    }

    [Fact]
    public async Task Read_WhenADateIsNotKnown_ThenItStaysAsTextAndIsTold()
    {
        var project = await MoveAsync();
        Assert.Equal("""{"todoistDate":"when the moon is full"}""", project.Tasks[4].Attributes?.Value);
        var note = Assert.Single(project.Notes);
        Assert.Equal("line 12, column DATE", note.Place);
        Assert.Contains("when the moon is full", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WhenDatesRecur_ThenSo()
    {
        var project = await MoveAsync();
        Assert.Equal("FREQ=WEEKLY;INTERVAL=2", project.Tasks[2].Recurrence?.Rule);
        Assert.Equal("2026-04-15T16:00:00Z", project.Tasks[2].DueDate.ToString());
        Assert.Equal(
            ("FREQ=MONTHLY;BYMONTHDAY=1", "2026-05-01", """{"deadline":"2026-06-03"}"""),
            (project.Tasks[3].Recurrence?.Rule, project.Tasks[3].DueDate.ToString(),
                project.Tasks[3].Attributes?.Value));
    }

    [Fact]
    public async Task Read_WhenLinesChangeTheirOrder_ThenKeysStay()
    {
        var first = await ReadAsync(Header + "task,A,,1,\ntask,B,,1,\ntask,B,,1,\n", "p");
        var second = await ReadAsync(Header + "task,B,,1,\ntask,New,,1,\ntask,B,,1,\ntask,A,,1,\n", "p");
        Assert.Equal(3, first.Tasks.Select(task => task.Key).Distinct().Count());
        Assert.Equal(3, first.Tasks.Select(task => task.Key).Intersect(second.Tasks.Select(task => task.Key)).Count());
        Assert.Equal(first.Source, second.Source);
    }

    [Fact]
    public async Task Read_WhenNoNameIsGiven_ThenFilesAreListsOfTheirOwn()
    {
        var first = await ReadAsync(Header + "task,A,,1,\n", null);
        Assert.Equal(first.Source, (await ReadAsync(Header + "task,A,,1,\n", null)).Source);
        Assert.NotEqual(first.Source, (await ReadAsync(Header + "task,B,,1,\n", null)).Source);
    }

    [Fact]
    public async Task Read_WhenIndentsGoDeep_ThenSubtasksOfSubtasks()
    {
        var tasks = (await ReadAsync(
            Header + "task,A,,1,\ntask,B,,2,\ntask,C,,3,\ntask,D,,2,\ntask,E,,4,\nsection,S,,,\ntask,F,,2,\n",
            "p")).Tasks;
        Assert.Equal(
            [null, "A", "B", "A", "D", null],
            tasks.Select(task => tasks.FirstOrDefault(other => other.Key == task.ParentKey)?.Title));
    }

    [Theory]
    [InlineData("", "line 1", "empty")]
    [InlineData("NAME,DUE\nx,y\n", "line 1", "TYPE")]
    [InlineData(Header + "project,A,,,\n", "line 2, column TYPE", "task, section or note")]
    [InlineData(Header + "task,A,5,1,\n", "line 2, column PRIORITY", "1 (urgent) to 4")]
    [InlineData(Header + "task,A,1,x,\n", "line 2, column INDENT", "1 to 10")]
    [InlineData(Header + "task,,1,1,\n", "line 2, column CONTENT", "is empty")]
    [InlineData(Header + "task,A,1,1,,too,many\n", "line 2", "quote")]
    [InlineData(Header + "task,\"A\n", "line 2", "never closed")]
    public async Task Read_WhenALineIsWrong_ThenLineAndColumnAreNamed(string csv, string place, string reason)
    {
        var error = await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(csv, "p"));
        Assert.Equal("import_invalid", error.Problem.Code);
        Assert.Contains(error.Problem.Errors, one =>
            one.Key == place && one.Value.Contains(reason, StringComparison.Ordinal));
    }

    private static async Task<ImportDocument> MoveAsync() => await ReadAsync(
        await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Data", "todoist-move.csv")), "Move");

    private static async Task<ImportDocument> ReadAsync(string csv, string? name)
    {
        var bytes = Encoding.UTF8.GetBytes(csv);
        using var content = new MemoryStream(bytes);
        var file = new ImportFile(content, System.Security.Cryptography.SHA256.HashData(bytes));
        return await TodoistReader.DocumentAsync(file, name, TimeZoneInfo.Utc, Now, default);
    }
}

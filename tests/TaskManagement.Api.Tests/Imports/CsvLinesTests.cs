using System.Text;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Imports.Csv;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Tests.Imports;

public sealed class CsvLinesTests
{
    private const string Mapping =
        """
        {"name":"Backlog","delimiter":";","dateFormat":"dd.MM.yyyy","timeZone":"Europe/Vienna",
         "columns":{"title":"Summary","id":"Key","parent":"Parent","section":"Column","status":"State",
           "priority":"Prio","dueDate":"Due","labels":"Tags","assignee":"Owner"},
         "statuses":{"Open":"todo","Closed":"done"},"priorities":{"High":3},
         "attributes":{"points":"Story Points","ticket":"Ticket"}}
        """;

    private const string Header = "Key;Parent;Summary;Column;State;Prio;Due;Tags;Owner;Story Points;Ticket\n";

    [Fact]
    public async Task Read_WhenMapped_ThenFieldsHaveTheirColumns()
    {
        var (document, report) = await ReadAsync(
            Header
            + "A-1;;Build it;Now;open;High;03.04.2026;big, blue;@ann;2.5;007\n"
            + "A-2;A-1;=HYPERLINK(\"x\");;In Progress;2;2026-04-03T10:00:00+02:00;;ben@example.org;;\n"
            + "A-3;;\"Close; it\";Now;CLOSED;;;;;;\n");
        Assert.Empty(report.Kept);
        Assert.Equal("Backlog", document.Name);
        Assert.Equal(["Now"], document.Sections.Select(section => section.Name));
        Assert.Equal(["big", "blue"], document.Labels.Select(label => label.Name));
        Assert.Equal(
            [("ann", null, "ann"), ("ben@example.org", "ben@example.org", null)],
            document.People.Select(person => (person.Name, person.Email, person.Handle)));
        Assert.Equal(
            [
                ("Build it", WorkStatus.Todo, 3, "2026-04-03"),
                ("=HYPERLINK(\"x\")", WorkStatus.InProgress, 2, "2026-04-03T08:00:00Z"),
                ("Close; it", WorkStatus.Done, 0, ""),
            ],
            document.Tasks.Select(task => (task.Title, task.Status, task.Priority, task.DueDate?.ToString() ?? "")));
        Assert.Equal(("Europe/Vienna", null), (document.Tasks[0].DueTimeZone, document.Tasks[1].DueTimeZone));
        Assert.Equal("A-1", document.Tasks[1].ParentKey);
        Assert.Equal("""{"points":2.5,"ticket":"007"}""", document.Tasks[0].Attributes?.Value);
    }

    [Theory]
    [InlineData("A-1;;;;;;;;;;", "Summary", "is empty")]
    [InlineData("A-1;;T;;Done?;;;;;;", "State", "\"Done?\"")]
    [InlineData("A-1;;T;;;9;;;;;", "Prio", "\"9\"")]
    [InlineData("A-1;;T;;;;04/03/2026;;;;", "Due", "dd.MM.yyyy")]
    [InlineData("A-1;;T;;;;31.02.2026;;;;", "Due", "31.02.2026")]
    [InlineData("A-1;;T;;;;01.01.3500;;;;", "Due", "3500")]
    [InlineData(";;T;;;;;;;;", "Key", "is empty")]
    [InlineData("A-1;B-9;T;;;;;;;;", "Parent", "B-9")]
    [InlineData("A-1;A-1;T;;;;;;;;", "Parent", "back to the task itself")]
    [InlineData("A-1;;T;;;;;;;;;too much", null, "more values than the header")]
    public async Task Read_WhenALineIsWrong_ThenLineColumnReasonAndFix(string line, string? column, string reason)
    {
        var (document, report) = await ReadAsync(Header + "A-0;;Sound;;;;;;;;\n\n" + line + "\n");
        var fault = Assert.Single(report.Kept);
        Assert.Equal((4, column), (fault.Line, fault.Column));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Fix);
        Assert.Equal(["Sound"], document.Tasks.Select(task => task.Title));
    }

    [Fact]
    public async Task Read_WhenALineIsLeftOut_ThenSoAreItsSubtasks()
    {
        var (document, report) = await ReadAsync(
            Header + "A;;;;;;;;;;\nB;A;Below A;;;;;;;;\nC;B;Below B;;;;;;;;\nD;;Alone;;;;;;;;\nD;;Twice;;;;;;;;\n");
        Assert.Equal([2, 3, 4, 6], report.Kept.Select(fault => fault.Line));
        Assert.Equal(["Alone"], document.Tasks.Select(task => task.Title));
    }

    [Fact]
    public async Task Read_WhenNoColumnHasTheId_ThenTheLineItselfIsIt()
    {
        const string ByTitle = """{"name":"N","columns":{"title":"t"}}""";
        var first = (await ReadAsync("t,x\nA,1\nA,2\nB,1\n", ByTitle)).Document.Tasks.Select(task => task.Key).ToList();
        var second = (await ReadAsync("t,x\nB,9\nA,3\nC,1\nA,4\n", ByTitle)).Document.Tasks.Select(task => task.Key);
        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(3, first.Intersect(second).Count());
    }

    [Theory]
    [InlineData("""{"columns":{"title":"t"}}""", "name")]
    [InlineData("""{"name":"N"}""", "columns")]
    [InlineData("""{"name":"N","columns":{}}""", "columns.title")]
    [InlineData("""{"name":"N","columns":{"title":"t","colour":"x"}}""", "columns.colour")]
    [InlineData("""{"name":" ","columns":{"title":"t"}}""", "name")]
    [InlineData("""{"name":"N","delimiter":";;","columns":{"title":"t"}}""", "delimiter")]
    [InlineData("""{"name":"N","delimiter":"\"","columns":{"title":"t"}}""", "delimiter")]
    [InlineData("""{"name":"N","dateFormat":"yyyy","columns":{"title":"t"}}""", "dateFormat")]
    [InlineData("""{"name":"N","timeZone":"../etc","columns":{"title":"t"}}""", "timeZone")]
    [InlineData("""{"name":"N","statuses":{"Open":"opened"},"columns":{"title":"t"}}""", "statuses.Open")]
    [InlineData("""{"name":"N","priorities":{"High":"3"},"columns":{"title":"t"}}""", "priorities.High")]
    [InlineData("""{"name":"N","attributes":{"a":5},"columns":{"title":"t"}}""", "attributes.a")]
    [InlineData("""{"name":"N","columns":{"title":"t","parent":"p"}}""", "columns.parent")]
    [InlineData("""{"name":"N","columns":{"title":"Title"}}""", "columns.title")]
    [InlineData("""{"name":"N","columns":{"title":"t"},"attributes":{"a":"none"}}""", "attributes.a")]
    public async Task Read_WhenTheMappingIsWrong_ThenItsFieldIsNamed(string mapping, string field)
    {
        var error = await Assert.ThrowsAsync<ProblemException>(() => ReadAsync("t,x\nA,1\n", mapping));
        Assert.Contains(field, error.Problem.Errors.Keys);
    }

    [Fact]
    public async Task Read_WhenAColumnIsMissing_ThenThoseThatAreThereAreTold()
    {
        var error = await Assert.ThrowsAsync<ProblemException>(
            () => ReadAsync("Summary;Due\n", """{"name":"N","columns":{"title":"Summary"}}"""));
        Assert.Contains("Summary;Due", error.Problem.Errors["columns.title"], StringComparison.Ordinal);
    }

    private static async Task<(ImportDocument Document, CsvReport Report)> ReadAsync(
        string csv, string mapping = Mapping)
    {
        var settings = CsvSettings.Of(
            JsonBody.Parse<CsvMapping>(Encoding.UTF8.GetBytes(mapping)), TimeZoneInfo.Utc);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var table = await CsvTable.ReadAsync(file, settings.Delimiter, default);
        settings.RequireColumns(table);
        var report = new CsvReport();
        return (new CsvLines(table, settings, report).Read(), report);
    }
}

using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

public sealed class TextRuleTests
{
    private const string ThisFile = "tests/TaskManagement.Conventions.Tests/Code/TextRuleTests.cs";

    [Fact]
    public void Texts_WhenRead_ThenNameNoMachineHostOrTracker() => Findings.AssertNone(
        Repository.TextFiles.Except([ThisFile]).AsParallel()
            .SelectMany(path => TextRules.Foreign(path, Repository.Read(path))));

    [Theory]
    [InlineData("see /home/someone/notes.txt")]
    [InlineData(@"C:\Users\someone")]
    [InlineData("ConnectionString=/tmp/data.db")]
    [InlineData("https://registry.corp.internal/v3/index.json")]
    [InlineData("listen on 10.1.2.3")]
    [InlineData("as asked for in issue 7")]
    public void Text_WhenItNamesOneMachine_ThenIsFound(string text) => Assert.Single(TextRules.Foreign("x.md", text));

    [Theory]
    [InlineData("GET https://localhost:8080/api/v1/users/home/x")]
    [InlineData("10.4.2 is no address, and 127.0.0.1 is everyone.s")]
    [InlineData("$ROOT/tmp/x and ../work/y")]
    [InlineData("https://www.rfc-editor.org/rfc/rfc9457")]
    public void Text_WhenItNamesNone_ThenIsFine(string text) => Assert.Empty(TextRules.Foreign("x.md", text));
}

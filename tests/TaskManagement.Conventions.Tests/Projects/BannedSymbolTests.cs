using Microsoft.CodeAnalysis;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Projects;

public sealed class BannedSymbolTests
{
    private const string Everywhere = "eng/BannedSymbols.txt";
    private const string InContexts = "eng/BannedSymbols.Contexts.txt";

    [Theory]
    [InlineData(Everywhere)]
    [InlineData(InContexts)]
    public void BannedSymbols_WhenLookedUp_ThenExistAndNameTheReplacement(string path)
    {
        // A name with a slip in it bans nothing, and nobody would notice.
        var compilation = Compilations.Product["TaskManagement.EventLog"];
        Findings.AssertNone(Entries(path)
            .Where(entry => entry.Reason.Length == 0
                || DocumentationCommentId.GetFirstSymbolForDeclarationId(entry.Symbol, compilation) is null)
            .Select(entry => new Finding(
                path, entry.Line, $"'{entry.Symbol}' is no known symbol with a replacement behind a semicolon")));
    }

    [Theory]
    [InlineData(Everywhere, "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.UtcNow")]
    [InlineData(Everywhere, "M:System.Threading.Tasks.Task.Wait", "P:System.Threading.Tasks.Task`1.Result")]
    [InlineData(Everywhere, "M:System.Threading.Tasks.Task.Delay(System.TimeSpan)")]
    [InlineData(InContexts, "M:System.Guid.NewGuid", "T:System.Random")]
    public void BannedSymbols_WhenRead_ThenHoldWhatTheStyleBans(string path, params string[] symbols) =>
        Assert.Empty(symbols.Except(Entries(path).Select(entry => entry.Symbol)));

    [Fact]
    public void Analyzer_WhenProjectsAreBuilt_ThenReadsTheLists()
    {
        var lists = ProjectFile.Common.Items("AdditionalFiles").ToDictionary(
            item => item.Include.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal),
            item => item.Condition);
        Assert.Equal("'$(IsTestProject)' != 'True'", lists[Everywhere]);
        Assert.Equal("'$(IsContextProject)' == 'true'", lists[InContexts]);
        Assert.Contains(
            ProjectFile.Common.Packages, package => package.Id == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
    }

    [Fact]
    public void Contexts_WhenBuilt_ThenAreMarkedAsContexts() => Findings.AssertNone(
        from project in ProjectFile.All
        where Architecture.Contexts.Contains(project.Name) != (project.Property("IsContextProject") == "true")
        select project.Because("IsContextProject is true for the contexts, and for them alone"));

    private static IEnumerable<(int Line, string Symbol, string Reason)> Entries(string path) =>
        Repository.Read(path).Split('\n')
            .Select((line, index) => (Line: index + 1, Parts: line.Split(';', 2)))
            .Where(entry => entry.Parts[0].Trim().Length > 0)
            .Select(entry => (entry.Line, entry.Parts[0].Trim(), entry.Parts.ElementAtOrDefault(1)?.Trim() ?? ""));
}

using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

public sealed class SourceRuleTests
{
    private static readonly Dictionary<string, Func<SourceFile, IEnumerable<Finding>>> Rules = new()
    {
        [nameof(SourceRules.Unfinished)] = SourceRules.Unfinished,
        [nameof(SourceRules.Banned)] = SourceRules.Banned,
        [nameof(SourceRules.CommentedOutCode)] = SourceRules.CommentedOutCode,
        [nameof(SourceRules.EmptyNames)] = SourceRules.EmptyNames,
        [nameof(SourceRules.Misplaced)] = SourceRules.Misplaced,
        [nameof(SourceRules.UnclearTests)] = SourceRules.UnclearTests,
    };

    public static TheoryData<string> Names => [.. Rules.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Rule_WhenSourcesAreRead_ThenFindsNothing(string rule) => Findings.AssertNone(
        Repository.Sources.Where(source => IsBoundBy(source, rule)).AsParallel().SelectMany(Rules[rule]));

    [Theory]
    [InlineData(nameof(SourceRules.Unfinished), "// TODO: later")]
    [InlineData(nameof(SourceRules.Unfinished), "/// <summary>FIXME.</summary>\nclass X;")]
    [InlineData(nameof(SourceRules.Unfinished), "class X { int Y => throw new NotImplementedException(); }")]
    [InlineData(nameof(SourceRules.Banned), "Thread.Sleep(1);")]
    [InlineData(nameof(SourceRules.Banned), "class X { [Fact(Skip = \"flaky\")] void M() { } }")]
    [InlineData(nameof(SourceRules.Banned), "#region X\n#endregion")]
    [InlineData(nameof(SourceRules.Banned), "#if DEBUG\n#endif")]
    [InlineData(nameof(SourceRules.Banned), "#pragma warning disable CA1000")]
    [InlineData(nameof(SourceRules.CommentedOutCode), "// var x = y.Z();")]
    [InlineData(nameof(SourceRules.CommentedOutCode), "// if (x) { return; }")]
    [InlineData(nameof(SourceRules.EmptyNames), "class TaskManager;")]
    [InlineData(nameof(SourceRules.EmptyNames), "interface IMailService;")]
    [InlineData(nameof(SourceRules.Misplaced), "namespace Elsewhere;")]
    [InlineData(nameof(SourceRules.UnclearTests), "class X { [Fact] void Works() { } }")]
    public void Rule_WhenSampleBreaksIt_ThenFindsIt(string rule, string sample) =>
        Assert.Single(Rules[rule](SourceFile.Parse("tests/Sample/X.cs", sample)));

    [Theory]
    [InlineData(nameof(SourceRules.Unfinished), "var x = \"TODO\"; // a to-do list")]
    [InlineData(nameof(SourceRules.CommentedOutCode), "// Rolled back; nothing was written (see below).")]
    [InlineData(nameof(SourceRules.CommentedOutCode), "// It waits for the writer;")]
    [InlineData(nameof(SourceRules.Misplaced), "namespace Sample;")]
    [InlineData(nameof(SourceRules.UnclearTests), "class X { [Fact] void Assign_WhenDone_ThenRefused() { } }")]
    public void Rule_WhenSampleKeepsIt_ThenFindsNothing(string rule, string sample) =>
        Assert.Empty(Rules[rule](SourceFile.Parse("tests/Sample/X.cs", sample)));

    /// <summary>The engine bears the namespaces of the API that it implements.</summary>
    private static bool IsBoundBy(SourceFile source, string rule) =>
        rule != nameof(SourceRules.Misplaced) || !source.IsEngine;
}

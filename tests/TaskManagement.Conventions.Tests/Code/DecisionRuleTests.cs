using Microsoft.CodeAnalysis;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

public sealed class DecisionRuleTests
{
    private static readonly Dictionary<string, Func<SourceFile, SemanticModel, IEnumerable<Finding>>> Rules = new()
    {
        [nameof(DecisionRules.ImpureAct)] = DecisionRules.ImpureAct,
        [nameof(DecisionRules.SilentFold)] = DecisionRules.SilentFold,
        [nameof(DecisionRules.Unsuffixed)] = DecisionRules.Unsuffixed,
    };

    public static TheoryData<string> Names => [.. Rules.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Rule_WhenProductIsRead_ThenFindsNothing(string rule) => Findings.AssertNone(
        Compilations.Models.Where(file => !file.Source.IsEngine).AsParallel()
            .SelectMany(file => Rules[rule](file.Source, file.Model)));

    [Theory]
    [InlineData(nameof(DecisionRules.ImpureAct), "static int Decide(TimeProvider clock) => 1;", 1)]
    [InlineData(nameof(DecisionRules.ImpureAct), "static Task Decide() => null!;", 1)]
    [InlineData(nameof(DecisionRules.ImpureAct), "static int Decide(CommandContext context) => 1;", 0)]
    [InlineData(nameof(DecisionRules.SilentFold), "SampleState E(TaskEvent e) => e switch { _ => this };", 1)]
    [InlineData(nameof(DecisionRules.SilentFold), "SampleState E(TaskEvent e) => e switch { _ => throw null! };", 0)]
    [InlineData(nameof(DecisionRules.SilentFold), "bool Counts(TaskEvent e) => e switch { _ => false };", 0)]
    [InlineData(nameof(DecisionRules.Unsuffixed), "Task Load() => null!;", 1)]
    [InlineData(nameof(DecisionRules.Unsuffixed), "Task LoadAsync() => null!;", 0)]
    [InlineData(nameof(DecisionRules.Unsuffixed), "interface I : IGrain { Task Load(); }", 0)]
    public void Rule_WhenSampleIsRead_ThenFindsWhatBreaksIt(string rule, string member, int count)
    {
        var (source, model) = Compilations.OfSample($$"""
            using TaskManagement.Contracts.Commands;
            using TaskManagement.Contracts.Tasks;
            class SampleState { {{member}} }
            """);
        Assert.Equal(count, Rules[rule](source, model).Count());
    }
}

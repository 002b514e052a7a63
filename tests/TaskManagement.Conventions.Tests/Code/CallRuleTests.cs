using Microsoft.CodeAnalysis;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

public sealed class CallRuleTests
{
    private static readonly Dictionary<string, Func<SourceFile, SemanticModel, IEnumerable<Finding>>> Rules = new()
    {
        [nameof(CallRules.Blocking)] = CallRules.Blocking,
        [nameof(CallRules.AsyncVoid)] = CallRules.AsyncVoid,
        [nameof(CallRules.LeavingTheGrain)] = CallRules.LeavingTheGrain,
        [nameof(CallRules.BuiltSql)] = CallRules.BuiltSql,
        [nameof(CallRules.Clock)] = CallRules.Clock,
    };

    public static TheoryData<string> Names => [.. Rules.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Rule_WhenProductIsRead_ThenFindsNothing(string rule) => Findings.AssertNone(
        Compilations.Models.AsParallel().SelectMany(file => Rules[rule](file.Source, file.Model)));

    [Theory]
    [InlineData(nameof(CallRules.Blocking), "int x = Task.FromResult(1).Result;")]
    [InlineData(nameof(CallRules.Blocking), "int x = new ValueTask<int>(1).Result;")]
    [InlineData(nameof(CallRules.Blocking), "Task.CompletedTask.Wait();")]
    [InlineData(nameof(CallRules.Blocking), "Task.CompletedTask.GetAwaiter().GetResult();")]
    [InlineData(nameof(CallRules.AsyncVoid), "async void F() => await Task.Yield();")]
    [InlineData(nameof(CallRules.AsyncVoid), "Action f = async () => await Task.Yield();")]
    [InlineData(nameof(CallRules.LeavingTheGrain), "_ = Task.CompletedTask.ConfigureAwait(false);")]
    [InlineData(nameof(CallRules.LeavingTheGrain), "_ = Task.Run(() => { });")]
    [InlineData(nameof(CallRules.BuiltSql), "_ = new Statement($\"select {Name}\");")]
    [InlineData(nameof(CallRules.BuiltSql), "_ = new Statement(\"select \" + Name);")]
    [InlineData(nameof(CallRules.BuiltSql), "Statement s = new(Name, 1);")]
    [InlineData(nameof(CallRules.Clock), "_ = DateTime.UtcNow;")]
    public void Rule_WhenSampleBreaksIt_ThenFindsIt(string rule, string statement) =>
        Assert.Single(Find(rule, statement));

    [Theory]
    [InlineData(nameof(CallRules.Blocking), "_ = new { Result = 1 }.Result;")]
    [InlineData(nameof(CallRules.Blocking),
        "var t = new ValueTask<int>(1); var x = t.IsCompletedSuccessfully ? t.Result : 0;")]
    [InlineData(nameof(CallRules.AsyncVoid), "Func<Task> f = async () => await Task.Yield();")]
    [InlineData(nameof(CallRules.BuiltSql), "_ = new Statement(Fixed + \" where x = @p0\", Name);")]
    [InlineData(nameof(CallRules.BuiltSql), "_ = new Statement($\"{Fixed} where x = @p0\", Name);")]
    [InlineData(nameof(CallRules.BuiltSql), "_ = new Statement(Name is \"\" ? Fixed : Made);")]
    public void Rule_WhenSampleKeepsIt_ThenFindsNothing(string rule, string statement) =>
        Assert.Empty(Find(rule, statement));

    private static IEnumerable<Finding> Find(string rule, string statement)
    {
        var (source, model) = Compilations.OfSample($$"""
            using TaskManagement.EventLog.Database;
            class SampleGrain(string name) : Grain
            {
                const string Fixed = "select 1";
                static readonly string Made = Fixed.Trim();
                string Name => name;
                void M() { {{statement}} }
            }
            """);
        return Rules[rule](source, model);
    }
}

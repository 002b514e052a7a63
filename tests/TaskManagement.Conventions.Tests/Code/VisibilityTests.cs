using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

public sealed class VisibilityTests
{
    /// <summary>What every other project builds on: there the members are documented too.</summary>
    private static readonly string[] Shared =
        ["TaskManagement.Contracts", "TaskManagement.EventLog", "TaskManagement.Blobs", "Orleans.Embedded"];

    [Fact]
    public void Contexts_WhenSeenFromOutside_ThenShowOnlyTheirComposition() =>
        Findings.AssertNone(Repository.ContextSources.SelectMany(Visibility.PublicInContext));

    [Fact]
    public void Classes_WhenNothingDerivesFromThem_ThenAreSealed()
    {
        // The engine's classes are as open as those of Orleans, whose users may derive from them.
        var ours = Repository.Sources.Where(source => !source.IsEngine);
        var bases = Visibility.Bases(Repository.Sources);
        Findings.AssertNone(ours.AsParallel().SelectMany(source => Visibility.Unsealed(source, bases)));
    }

    [Fact]
    public void PublicFaces_WhenRead_ThenAreDocumented() => Findings.AssertNone(Repository.ProductSources.AsParallel()
        .SelectMany(source => Visibility.Undocumented(source, withMembers: Shared.Contains(source.Project))));

    [Theory]
    [InlineData("public sealed class X;")]
    [InlineData("public static class X { public static void AddX() { } public static void Other() { } }")]
    public void Context_WhenItShowsMore_ThenIsFound(string text) =>
        Assert.Single(Visibility.PublicInContext(SourceFile.Parse("src/Sample/X.cs", "namespace Sample;\n" + text)));

    [Theory]
    [InlineData("internal class X;")]
    [InlineData("record X;")]
    public void Class_WhenUnsealed_ThenIsFound(string text) =>
        Assert.Single(Visibility.Unsealed(SourceFile.Parse("src/Sample/X.cs", text), new HashSet<string> { "Y" }));

    [Theory]
    [InlineData("public class X;", 1)]
    [InlineData("/// <summary>X.</summary>\npublic interface X { void M(); }", 1)]
    [InlineData("/// <summary>X.</summary>\npublic enum X { A }", 1)]
    [InlineData("/// <summary>X.</summary>\npublic class X { protected int F; internal int G; }", 1)]
    [InlineData("/// <summary>X.</summary>\npublic class X { public override string ToString() => \"\"; }", 0)]
    [InlineData("internal class X { public void M() { } }", 0)]
    public void PublicFace_WhenUndocumented_ThenIsFound(string text, int count)
    {
        var source = SourceFile.Parse("src/Sample/X.cs", text);
        Assert.Equal(count, Visibility.Undocumented(source, withMembers: true).Count());
    }
}

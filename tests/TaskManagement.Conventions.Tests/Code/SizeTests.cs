using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

public sealed class SizeTests
{
    private const string RatchetPath = "tests/TaskManagement.Conventions.Tests/Code/sizes.ratchet";

    [Fact]
    public void Sizes_WhenSourcesAreMeasured_ThenStayWithinLimitsAndRatchet()
    {
        var sizes = Repository.Sources.AsParallel().AsOrdered().SelectMany(Sizes.Of).ToList();
        Findings.AssertNone(Ratchet.Check(sizes, Repository.Read(RatchetPath)));
    }

    [Theory]
    [InlineData("", "x.cs:4: nesting is 4, the limit is 3; return early, or name the inner part")]
    [InlineData("x.cs nesting 4", null)]
    [InlineData("x.cs nesting 3", "x.cs:4: nesting grew from 3 to 4; return early, or name the inner part")]
    [InlineData("x.cs nesting 5", RatchetPath + ": 'x.cs nesting' shrank: lower the entry from 5 to 4")]
    [InlineData("x.cs nesting 4\nx.cs columns 130",
        RatchetPath + ": 'x.cs columns' is no longer needed; remove the entry")]
    [InlineData("x.cs nesting 4\ngone.cs columns 130",
        RatchetPath + ": there is no gone.cs any more; remove its entry")]
    [InlineData("x.cs nesting 4\nx.cs width 130",
        RatchetPath + ":2: 'x.cs width 130' is no new entry of the form 'path rule value'; remove it")]
    public void Ratchet_WhenEntryAndSizeDiffer_ThenSaysWhichWay(string entries, string? expected)
    {
        var source = SourceFile.Parse("x.cs", """
            class X
            {
                void M() { if (a) while (b) foreach (var c in d)
                    lock (e) { } }
            }
            """);
        var found = Ratchet.Check([.. Sizes.Of(source)], entries).Select(finding => finding.ToString());
        Assert.Equal(expected is null ? [] : [expected], found);
    }

    [Fact]
    public void Sizes_WhenMeasured_ThenCountWhatTheRulesMean()
    {
        var source = SourceFile.Parse("x.cs", """
            class X
            {
                [Obsolete]
                void M()
                {
                    if (a) { } else if (b) { } else if (c) { }
                }
            }

            """);
        var sizes = Sizes.Of(source).ToDictionary(size => size.Rule.Name, size => size.Value);
        Assert.Equal(8, sizes["file-lines"]);
        Assert.Equal(4, sizes["method-lines"]);
        Assert.Equal(1, sizes["nesting"]);
        Assert.Equal(50, sizes["columns"]);
    }
}

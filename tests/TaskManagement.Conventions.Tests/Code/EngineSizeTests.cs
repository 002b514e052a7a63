using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

/// <summary>The embedded engine stays small enough to be read as a whole.</summary>
public sealed class EngineSizeTests
{
    private const string Engine = "src/Orleans.Embedded/";

    /// <summary>The bound that was set for it.</summary>
    private const int BoundLines = 4_000;

    /// <summary>What it may have now. It follows the engine down; up only by decision, never above the bound.</summary>
    private const int RatchetLines = 3_991;

    /// <summary>So small a change need not move the ratchet.</summary>
    private const int SlackLines = 50;

    [Fact]
    public void Engine_WhenItsLinesAreCounted_ThenNoMoreThanItHasAndTheBoundAllows()
    {
        var lines = Repository.Sources
            .Where(source => source.Path.StartsWith(Engine, StringComparison.Ordinal))
            .Sum(CodeLines);
        Assert.InRange(lines, RatchetLines - SlackLines, RatchetLines);
        Assert.InRange(RatchetLines, 1, BoundLines);
    }

    [Fact]
    public void CodeLines_WhenCounted_ThenBlanksCommentsUsingsAndLoneBracesAreNone() =>
        Assert.Equal(3, CodeLines(SourceFile.Parse("x.cs", """
            using System;

            namespace X;

            /// <summary>Comment.</summary>
            class X
            {
                int y; // comment
            }
            """)));

    private static int CodeLines(SourceFile source) =>
        source.Text.Lines.Select(line => line.ToString().Trim()).Count(IsCode);

    private static bool IsCode(string line) => line is not ("" or "{" or "}" or "};")
        && !line.StartsWith("//", StringComparison.Ordinal)
        && !(line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('('));
}

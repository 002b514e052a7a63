using System.Diagnostics.CodeAnalysis;
using Markdig;
using Markdig.Syntax;

namespace TaskManagement.Api.Markup;

/// <summary>
/// Reads the Markdown that people write: CommonMark with tables, struck-out text and bare addresses as links. HTML in
/// it is text. What shows it and what looks for names in it read the same document, so that what shows as code names
/// nobody.
/// </summary>
internal static class MarkdownText
{
    /// <summary>Characters that are read; as many as the longest text that a task may hold.</summary>
    public const int LengthMax = 100_000;

    /// <summary>
    /// Cells that tables may come to. Short rows are filled up to the longest, so that a text of 100,000 characters
    /// could ask for a billion.
    /// </summary>
    private const long TableCellsMax = 20_000;

    private static readonly MarkdownPipeline WithTables = Basics().UsePipeTables().Build();
    private static readonly MarkdownPipeline WithoutTables = Basics().Build();

    /// <summary>
    /// The document, and how it is rendered; not where it is too long, or nested more deeply than the parser follows.
    /// </summary>
    public static bool TryRead(
        string markdown,
        [NotNullWhen(true)] out MarkdownDocument? document,
        [NotNullWhen(true)] out MarkdownPipeline? pipeline)
    {
        (document, pipeline) = (null, null);
        if (markdown.Length > LengthMax)
            return false;
        var chosen = TableCells(markdown) > TableCellsMax ? WithoutTables : WithTables;
        try
        {
            (document, pipeline) = (Markdown.Parse(markdown, chosen), chosen);
            return true;
        }
        catch (ArgumentException)
        {
            // The parser's only word for nesting that is too deep.
            return false;
        }
    }

    private static MarkdownPipelineBuilder Basics() =>
        new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UseEmphasisExtras(
            Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough);

    /// <summary>More than all tables together can have.</summary>
    private static long TableCells(string markdown)
    {
        var (rows, columns) = (0L, 0L);
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            var bars = line.Count('|');
            rows += bars > 0 ? 1 : 0;
            columns = Math.Max(columns, bars + 1);
        }

        return rows * columns;
    }
}

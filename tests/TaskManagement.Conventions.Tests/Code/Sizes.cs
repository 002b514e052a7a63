using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

/// <summary>A size rule: its name in the ratchet, its limit, and how to get below it.</summary>
internal sealed record SizeRule(string Name, int Limit, string Cure)
{
    /// <summary>Every rule.</summary>
    public static IReadOnlyList<SizeRule> All { get; } =
    [
        new("file-lines", 300, "give each concept a file of its own"),
        new("method-lines", 40, "name its parts and call them"),
        new("nesting", 3, "return early, or name the inner part"),
        new("columns", 120, "break the line"),
    ];
}

/// <summary>The largest value of a rule in a file, and where it is.</summary>
internal sealed record Size(string Path, int Line, SizeRule Rule, int Value)
{
    /// <summary>Whether it is more than the rule allows.</summary>
    public bool Exceeds => Value > Rule.Limit;
}

/// <summary>Measures a file.</summary>
internal static class Sizes
{
    /// <summary>One size per rule that has anything to measure.</summary>
    public static IEnumerable<Size> Of(SourceFile source) =>
        SizeRule.All.SelectMany(rule => Measure(source, rule.Name)
            .OrderByDescending(measured => measured.Value)
            .Take(1)
            .Select(measured => new Size(source.Path, measured.Line, rule, measured.Value)));

    private static IEnumerable<(int Line, int Value)> Measure(SourceFile source, string rule) => rule switch
    {
        "file-lines" => [(1, LinesOf(source))],
        "method-lines" => Methods(source).Select(method => (source.LineOf(method.Start), Span(source, method))),
        "nesting" => Bodies(source).Select(body => Deepest(source, body)),
        "columns" => source.Text.Lines.Select(line => (line.LineNumber + 1, line.Span.Length)),
        _ => throw new InvalidOperationException($"Nothing measures '{rule}'."),
    };

    private static int LinesOf(SourceFile source) =>
        source.Text.Lines.Count - (source.Text.Lines[^1].Span.IsEmpty ? 1 : 0);

    /// <summary>From the signature to the closing brace; top-level statements count as one method.</summary>
    private static IEnumerable<TextSpan> Methods(SourceFile source)
    {
        foreach (var body in Bodies(source))
        {
            var attributes = body is MemberDeclarationSyntax member ? member.AttributeLists : default;
            var start = attributes.Count > 0 ? attributes[^1].GetLastToken().GetNextToken() : body.GetFirstToken();
            yield return new(start.SpanStart, body.Span.End - start.SpanStart);
        }

        var statements = source.Root.Members.OfType<GlobalStatementSyntax>().ToList();
        if (statements.Count > 0)
            yield return new(statements[0].SpanStart, statements[^1].Span.End - statements[0].SpanStart);
    }

    private static IEnumerable<SyntaxNode> Bodies(SourceFile source) =>
        source.Root.DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax
            or PropertyDeclarationSyntax { ExpressionBody: not null } or GlobalStatementSyntax);

    private static int Span(SourceFile source, TextSpan span) =>
        source.LineOf(span.End) - source.LineOf(span.Start) + 1;

    private static (int Line, int Value) Deepest(SourceFile source, SyntaxNode body)
    {
        var (depth, line) = (0, source.LineOf(body.SpanStart));
        foreach (var block in body.DescendantNodes().Where(Nests))
        {
            var here = block.AncestorsAndSelf().TakeWhile(node => node != body).Count(Nests);
            if (here > depth)
                (depth, line) = (here, source.LineOf(block.SpanStart));
        }

        return (line, depth);
    }

    /// <summary>An "else if" continues its "if", and a using declaration has no block.</summary>
    private static bool Nests(SyntaxNode node) => node switch
    {
        IfStatementSyntax => node.Parent is not ElseClauseSyntax,
        CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax => true,
        SwitchStatementSyntax or TryStatementSyntax or LockStatementSyntax or UsingStatementSyntax => true,
        _ => false,
    };
}

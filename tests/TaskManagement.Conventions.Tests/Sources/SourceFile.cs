using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TaskManagement.Conventions.Tests.Sources;

/// <summary>A parsed C# file.</summary>
internal sealed class SourceFile
{
    private SourceFile(string path, SourceText text)
    {
        Path = path;
        Text = text;
        Tree = CSharpSyntaxTree.ParseText(text, Options, path);
        Root = Tree.GetCompilationUnitRoot();
    }

    /// <summary>The newest language, as in the projects; documentation is parsed for its own sake.</summary>
    public static CSharpParseOptions Options { get; } =
        new(LanguageVersion.Latest, DocumentationMode.Parse, preprocessorSymbols: ["NET10_0_OR_GREATER"]);

    /// <summary>Relative to the repository, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The text, by line.</summary>
    public SourceText Text { get; }

    /// <summary>The syntax tree.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>Its root.</summary>
    public CompilationUnitSyntax Root { get; }

    /// <summary>Whether it is part of the product, not of its tests.</summary>
    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    /// <summary>Whether it belongs to the embedded engine, whose names are those of the API that it has.</summary>
    public bool IsEngine => Project.StartsWith("Orleans.", StringComparison.Ordinal);

    /// <summary>The name of its project, that is of its second folder.</summary>
    public string Project => Path.Split('/') is [_, var project, _, ..] ? project : "";

    /// <summary>Parses a text.</summary>
    public static SourceFile Parse(string path, string text) => new(path, SourceText.From(text));

    /// <summary>A finding at a node.</summary>
    public Finding At(SyntaxNode node, string message) => At(node.GetFirstToken().Span, message);

    /// <summary>A finding at a piece of text.</summary>
    public Finding At(TextSpan span, string message) => new(Path, LineOf(span.Start), message);

    /// <summary>The line of a position, from 1.</summary>
    public int LineOf(int position) => Text.Lines.GetLinePosition(position).Line + 1;

    /// <summary>All nodes of a kind.</summary>
    public IEnumerable<T> Nodes<T>() where T : SyntaxNode => Root.DescendantNodes().OfType<T>();
}

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

/// <summary>What no C# file may hold. Each rule reads syntax, so that words within strings do not count.</summary>
internal static partial class SourceRules
{
    private static readonly string[] UnfinishedWords = ["TODO", "FIXME", "HACK", "XXX"];

    private static readonly string[] EmptyWords =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Service"];

    /// <summary>Names that are not ours to choose.</summary>
    private static readonly Dictionary<string, string> GivenNames = new()
    {
        ["StreamSequenceTokenUtilities"] = "Orleans calls it so, and the engine has Orleans' API",
    };

    /// <summary>Work that someone meant to do later.</summary>
    public static IEnumerable<Finding> Unfinished(SourceFile source)
    {
        foreach (var comment in source.Root.DescendantTrivia(descendIntoTrivia: true).Where(IsComment))
        {
            if (Words(comment.ToString()).Intersect(UnfinishedWords).FirstOrDefault() is { } word)
                yield return source.At(comment.Span, $"{word}: do it now, or delete the note");
        }

        foreach (var name in source.Nodes<IdentifierNameSyntax>()
            .Where(name => name.Identifier.Text == "NotImplementedException"))
            yield return source.At(name, "implement it, or take it out of the interface");
    }

    /// <summary>Tests that are switched off, threads that sleep, builds that differ, regions that hide.</summary>
    public static IEnumerable<Finding> Banned(SourceFile source)
    {
        foreach (var access in source.Nodes<MemberAccessExpressionSyntax>()
            .Where(access => access.ToString() is "Thread.Sleep"))
            yield return source.At(access, "wait for a condition with a deadline");
        foreach (var argument in source.Nodes<AttributeArgumentSyntax>())
        {
            if (argument.NameEquals?.Name.Identifier.Text == "Skip" && argument.Expression is LiteralExpressionSyntax)
                yield return source.At(argument, "a test that never runs is no test; fix it or delete it");
        }

        foreach (var trivia in source.Root.DescendantTrivia())
        {
            if (trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
                yield return source.At(trivia.Span, "a region hides what wants to be a type of its own");
            if (trivia.IsKind(SyntaxKind.IfDirectiveTrivia))
                yield return source.At(
                    trivia.Span, "what differs between engines sits in a folder per engine, compiled by condition");
            if (trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
                yield return source.At(
                    trivia.Span, "mend what the compiler warns of, or settle it in .editorconfig with a reason");
        }
    }

    /// <summary>A comment that compiles. The history keeps what was taken out.</summary>
    public static IEnumerable<Finding> CommentedOutCode(SourceFile source) =>
        from comment in source.Root.DescendantTrivia()
        where comment.IsKind(SyntaxKind.SingleLineCommentTrivia) && IsCode(comment.ToString().TrimStart('/').Trim())
        select source.At(comment.Span, "delete the commented-out code");

    /// <summary>Type names that say nothing of what the type is.</summary>
    public static IEnumerable<Finding> EmptyNames(SourceFile source) =>
        from type in source.Nodes<BaseTypeDeclarationSyntax>()
        let suffix = EmptyWords.FirstOrDefault(word => type.Identifier.Text.EndsWith(word, StringComparison.Ordinal))
        where suffix is not null && !GivenNames.ContainsKey(type.Identifier.Text)
        select source.At(type.Identifier.Span, $"{type.Identifier.Text}: '{suffix}' says nothing; name the concept");

    /// <summary>The namespace follows the folders; what is written once per engine has one namespace.</summary>
    public static IEnumerable<Finding> Misplaced(SourceFile source)
    {
        var folders = source.Path.Split('/')[1..^1];
        var expected = string.Join('.', folders is [.., "Engines", _] ? folders[..^1] : folders);
        return from declared in source.Nodes<BaseNamespaceDeclarationSyntax>()
               where declared.Name.ToString() != expected
               select source.At(declared, $"the folder says {expected}, the namespace {declared.Name}");
    }

    /// <summary>Test methods say what is done, in which state, and what comes of it.</summary>
    public static IEnumerable<Finding> UnclearTests(SourceFile source) =>
        from method in source.Nodes<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(IsTest)
        where !TestName().IsMatch(method.Identifier.Text)
        select source.At(method.Identifier.Span, $"{method.Identifier.Text}: name it Act_WhenState_ThenOutcome");

    /// <summary>Of a property test the state is often "whatever".</summary>
    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_(When|While|Whatever)[A-Z][A-Za-z0-9]*"
        + "_Then[A-Z][A-Za-z0-9]*(_And[A-Z][A-Za-z0-9]*)?)+$")]
    private static partial Regex TestName();

    private static bool IsTest(AttributeSyntax attribute)
    {
        var name = attribute.Name.ToString();
        return name.EndsWith("Fact", StringComparison.Ordinal) || name.EndsWith("Theory", StringComparison.Ordinal)
            || name is "Property";
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia);

    private static string[] Words(string comment) => comment.Split([.. " \t\r\n:./(),;!*'\"<>"]);

    /// <summary>
    /// Prose seldom ends like a statement, and never both does so and parses as one: two words and a semicolon would,
    /// as a declaration, which is why something that only code has is asked for as well.
    /// </summary>
    private static bool IsCode(string comment) =>
        comment.Length > 0 && comment[^1] is ';' or '}'
        && comment.AsSpan().IndexOfAny("=(.") >= 0
        && !SyntaxFactory.ParseStatement(comment).ContainsDiagnostics;
}

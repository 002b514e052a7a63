using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

/// <summary>What others may see, and what they are told of it.</summary>
internal static class Visibility
{
    /// <summary>A context shows the host how to add it, and its options; everything else is its own affair.</summary>
    public static IEnumerable<Finding> PublicInContext(SourceFile source) =>
        from type in source.Nodes<BaseTypeDeclarationSyntax>()
        where IsPublic(type.Modifiers) && type.Parent is BaseNamespaceDeclarationSyntax
        where !type.Identifier.Text.EndsWith("Options", StringComparison.Ordinal) && !IsComposition(type)
        select source.At(type.Identifier.Span,
            $"{type.Identifier.Text} is public; a context shows Add… and its options only");

    /// <summary>A class that nothing derives from says so.</summary>
    public static IEnumerable<Finding> Unsealed(SourceFile source, IReadOnlySet<string> bases) =>
        from type in source.Nodes<TypeDeclarationSyntax>()
        where type is ClassDeclarationSyntax
            or RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not (int)SyntaxKind.StructKeyword }
        where !type.Modifiers.Any(modifier => modifier.Text is "sealed" or "static" or "abstract")
        where !bases.Contains(type.Identifier.Text) && !IsProxy(type)
        select source.At(type.Identifier.Span, $"{type.Identifier.Text}: nothing derives from it; seal it");

    /// <summary>Names that some type derives from.</summary>
    public static IReadOnlySet<string> Bases(IEnumerable<SourceFile> sources) => sources.AsParallel()
        .SelectMany(source => source.Nodes<BaseTypeSyntax>())
        .SelectMany(listed => listed.Type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        .Select(name => name.Identifier.Text)
        .ToHashSet();

    /// <summary>Public types, and public members of what is shared, say what they mean.</summary>
    public static IEnumerable<Finding> Undocumented(SourceFile source, bool withMembers) =>
        from member in source.Nodes<MemberDeclarationSyntax>()
        where member is not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax or IncompleteMemberSyntax)
        where withMembers || member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        where IsVisible(member) && !IsOverride(member) && !HasSummary(member)
        select source.At(NameOf(member).Span, $"{NameOf(member).Text} is public and has no <summary>");

    /// <summary>The runtime derives the proxies from these.</summary>
    private static bool IsProxy(TypeDeclarationSyntax type) =>
        type.BaseList?.Types.Any(listed => listed.Type.ToString() == "DispatchProxy") is true;

    private static bool IsComposition(BaseTypeDeclarationSyntax type) => type is ClassDeclarationSyntax composition
        && composition.Modifiers.Any(SyntaxKind.StaticKeyword)
        && composition.Members.OfType<MethodDeclarationSyntax>().Where(method => IsPublic(method.Modifiers))
            .All(method => method.Identifier.Text.StartsWith("Add", StringComparison.Ordinal));

    private static bool IsVisible(MemberDeclarationSyntax member) => member.Parent switch
    {
        InterfaceDeclarationSyntax outer => IsVisible(outer),
        EnumDeclarationSyntax outer => IsVisible(outer),
        TypeDeclarationSyntax outer => IsOpen(member.Modifiers) && IsVisible(outer),
        _ => IsPublic(member.Modifiers),
    };

    private static bool IsPublic(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.PublicKeyword);

    private static bool IsOpen(SyntaxTokenList modifiers) => IsPublic(modifiers)
        || (modifiers.Any(SyntaxKind.ProtectedKeyword) && !modifiers.Any(SyntaxKind.PrivateKeyword));

    /// <summary>An override inherits its words.</summary>
    private static bool IsOverride(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.OverrideKeyword);

    private static bool HasSummary(MemberDeclarationSyntax member) => member.GetLeadingTrivia()
        .Select(trivia => trivia.GetStructure()).OfType<DocumentationCommentTriviaSyntax>()
        .SelectMany(comment => comment.DescendantNodes())
        .Any(node => node is XmlElementStartTagSyntax { Name.LocalName.Text: "summary" }
            or XmlEmptyElementSyntax { Name.LocalName.Text: "inheritdoc" });

    private static SyntaxToken NameOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax @delegate => @delegate.Identifier,
        MethodDeclarationSyntax method => method.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        EnumMemberDeclarationSyntax value => value.Identifier,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier,
        _ => member.GetFirstToken(),
    };
}

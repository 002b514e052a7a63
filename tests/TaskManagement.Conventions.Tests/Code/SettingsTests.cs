using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

/// <summary>Whoever runs the system finds every setting that there is in one page.</summary>
public sealed class SettingsTests
{
    private const string Page = "docs/operations.md";

    [Fact]
    public void Settings_WhenAnOptionCanBeSet_ThenThePageNamesIt()
    {
        var pages = Repository.Read(Page) + Repository.Read("README.md");

        Findings.AssertNone(
            from source in Repository.ProductSources
            from options in source.Nodes<ClassDeclarationSyntax>()
            let section = SectionOf(options)
            where section is not null
            from property in options.Members.OfType<PropertyDeclarationSyntax>()
            let setting = $"{section}:{property.Identifier.Text}"
            where IsSetting(property) && !pages.Contains($"`{setting}", StringComparison.Ordinal)
            select source.At(property, $"{Page} has no row for {setting}"));
    }

    private static string? SectionOf(ClassDeclarationSyntax options) => options.Members
        .OfType<FieldDeclarationSyntax>()
        .SelectMany(field => field.Declaration.Variables)
        .Where(constant => constant.Identifier.Text == "Section")
        .Select(constant => (constant.Initializer?.Value as LiteralExpressionSyntax)?.Token.ValueText)
        .FirstOrDefault();

    private static bool IsSetting(PropertyDeclarationSyntax property) =>
        property.Modifiers.Any(SyntaxKind.PublicKeyword)
        && property.AccessorList?.Accessors.Any(SyntaxKind.SetAccessorDeclaration) == true;
}

using Microsoft.CodeAnalysis;

namespace TaskManagement.Conventions.Tests.Sources;

public sealed class CompilationTests
{
    /// <summary>Partial members are completed by generators, which do not run here.</summary>
    private static readonly string[] LeftToGenerators = ["CS8795", "CS9248"];

    [Fact]
    public void Product_WhenCompiledInMemory_ThenKnowsWhatItNames()
    {
        // Rules that ask what a name means find nothing where it means nothing.
        var errors = Compilations.Product.Values.AsParallel()
            .SelectMany(compilation => compilation.GetDeclarationDiagnostics())
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Where(diagnostic => !LeftToGenerators.Contains(diagnostic.Id));
        Assert.Empty(errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Sources_WhenEnumerated_ThenAreThoseOfEveryProject()
    {
        var projects = Repository.Sources.Select(source => source.Project).ToHashSet();
        Assert.Empty(Architecture.References.Keys.Except(projects));
    }
}

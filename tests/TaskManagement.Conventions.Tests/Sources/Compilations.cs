using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TaskManagement.Conventions.Tests.Projects;

namespace TaskManagement.Conventions.Tests.Sources;

/// <summary>The product compiled anew in memory, for the rules that must know what a name means.</summary>
internal static class Compilations
{
    private const string PlainUsings = "System;System.Collections.Generic;System.IO;System.Linq;System.Net.Http;"
        + "System.Threading;System.Threading.Tasks;Orleans;Orleans.Hosting;Orleans.Runtime";

    private const string WebUsings = "System.Net.Http.Json;Microsoft.AspNetCore.Builder;Microsoft.AspNetCore.Hosting;"
        + "Microsoft.AspNetCore.Http;Microsoft.AspNetCore.Routing;Microsoft.Extensions.Configuration;"
        + "Microsoft.Extensions.DependencyInjection;Microsoft.Extensions.Hosting;Microsoft.Extensions.Logging";

    private static readonly string[] WebProjects = ["TaskManagement.Api", "TaskManagement.Server"];

    private static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable,
            allowUnsafe: true);

    private static readonly Dictionary<string, MetadataReference> References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .DistinctBy(Path.GetFileName)
            .ToDictionary(
                path => Path.GetFileNameWithoutExtension(path),
                path => (MetadataReference)MetadataReference.CreateFromFile(path));

    private static readonly bool IsEmbedded = References.ContainsKey("Orleans.Embedded");

    private static readonly string Engine = IsEmbedded ? "Embedded" : "Orleans";

    /// <summary>One per project of this build; what is written for the other engine does not compile.</summary>
    public static IReadOnlyDictionary<string, CSharpCompilation> Product { get; } = Repository.ProductSources
        .Where(source => IsEmbedded || !source.IsEngine)
        .Where(source => !source.Path.Contains("/Engines/", StringComparison.Ordinal)
            || source.Path.Contains($"/Engines/{Engine}/", StringComparison.Ordinal)
            || source.Path.Contains($"/Engines/{Engine}Plain/", StringComparison.Ordinal))
        .GroupBy(source => source.Project)
        .ToDictionary(project => project.Key, project => Of(ProjectFile.AssemblyOf(project.Key), project));

    /// <summary>
    /// Every file of the product with what its names mean; the models remember what they have looked up.
    /// </summary>
    public static IReadOnlyList<(SourceFile Source, SemanticModel Model)> Models { get; } =
    [
        .. Product.Values.SelectMany(compilation => compilation.SyntaxTrees, (compilation, tree) => (compilation, tree))
            .Join(Repository.Sources, pair => pair.tree, source => source.Tree, (pair, source) =>
                (source, pair.compilation.GetSemanticModel(pair.tree))),
    ];

    /// <summary>Compiles a sample against everything that the product references.</summary>
    public static (SourceFile Source, SemanticModel Model) OfSample(string text)
    {
        var source = SourceFile.Parse("src/Sample/Acts/Sample.cs", text);
        return (source, Of("Sample", [source]).GetSemanticModel(source.Tree));
    }

    /// <summary>Compiles a sample and loads it.</summary>
    public static Assembly Load(string text)
    {
        using var image = new MemoryStream();
        var emitted = Of($"Sample{text.GetHashCode():x}", [SourceFile.Parse("src/Sample/Sample.cs", text)]).Emit(image);
        return emitted.Success
            ? Assembly.Load(image.ToArray())
            : throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics));
    }

    private static CSharpCompilation Of(string project, IEnumerable<SourceFile> sources)
    {
        var names = PlainUsings.Split(';').Concat(WebProjects.Contains(project) ? WebUsings.Split(';') : []);
        var usings = SourceFile.Parse("Usings.cs", string.Concat(names.Select(name => $"global using {name};\n")));
        return CSharpCompilation.Create(
            project,
            sources.Append(usings).Select(source => source.Tree),
            References.Where(reference => reference.Key != project).Select(reference => reference.Value),
            Options);
    }
}

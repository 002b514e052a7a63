using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Grains;

/// <summary>
/// Who calls which grain, read from the sources: a class calls what it gets, and what the classes it uses get.
/// </summary>
internal static class GrainCalls
{
    private static readonly Lazy<IReadOnlyDictionary<string, TypeUse>> Uses = new(Collect);

    /// <summary>For each grain class the grain interfaces that its requests may call.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> ByGrain { get; } = ProductTypes.All
        .Where(ProductTypes.IsGrainClass)
        .ToDictionary(grain => grain.Name, IReadOnlySet<string> (grain) => CallsOf(grain.FullName!));

    /// <summary>Calls that do not say which interface they mean.</summary>
    public static IEnumerable<Finding> Untyped() =>
        from file in Compilations.Models
        from call in file.Source.Nodes<InvocationExpressionSyntax>()
        where file.Model.Called(call) is { Name: "GetGrain", IsGenericMethod: false }
        select file.Source.At(call, "name the interface: GetGrain<I…>(…)");

    /// <summary>A way from a grain back to itself, or none.</summary>
    public static IReadOnlyList<string> Cycle(IReadOnlyDictionary<string, IReadOnlySet<string>> calls)
    {
        var done = new HashSet<string>();
        return calls.Keys.Order().Select(grain => Walk(grain, [], calls, done))
            .FirstOrDefault(way => way.Count > 0) ?? [];
    }

    private static IReadOnlyList<string> Walk(
        string grain, List<string> way, IReadOnlyDictionary<string, IReadOnlySet<string>> calls, HashSet<string> done)
    {
        if (way.Contains(grain))
            return [.. way.SkipWhile(step => step != grain), grain];
        if (!done.Add(grain))
            return [];
        return calls[grain].SelectMany(face => Implementers(face, calls.Keys))
            .Select(next => Walk(next, [.. way, grain], calls, done))
            .FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private static IEnumerable<string> Implementers(string face, IEnumerable<string> grains) => ProductTypes.All
        .Where(type => type.IsGrainClass() && type.GetInterfaces().Any(implemented => implemented.Name == face))
        .Select(type => type.Name)
        .Intersect(grains);

    private static SortedSet<string> CallsOf(string type)
    {
        var (calls, seen, waiting) =
            (new SortedSet<string>(StringComparer.Ordinal), new HashSet<string>(), new Queue<string>([type]));
        while (waiting.TryDequeue(out var next))
        {
            if (!seen.Add(next) || !Uses.Value.TryGetValue(next, out var use))
                continue;
            calls.UnionWith(use.Calls);
            use.Types.ToList().ForEach(waiting.Enqueue);
        }

        return calls;
    }

    private static Dictionary<string, TypeUse> Collect() => Compilations.Models
        .Where(file => file.Source.Project != "TaskManagement.Api")
        .AsParallel()
        .SelectMany(file => file.Source.Nodes<TypeDeclarationSyntax>().Select(type => UseOf(type, file.Model)))
        .GroupBy(use => use.Name)
        .ToDictionary(
            uses => uses.Key,
            uses => new TypeUse(
                uses.Key, [.. uses.SelectMany(use => use.Calls)], [.. uses.SelectMany(use => use.Types)]));

    private static TypeUse UseOf(TypeDeclarationSyntax type, SemanticModel model)
    {
        var symbols = type.DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(name => (Name: name, model.GetSymbolInfo(name).Symbol))
            .ToList();
        var calls = symbols
            .Where(found => found.Name is GenericNameSyntax { Identifier.Text: "GetGrain" })
            .Select(found => ((GenericNameSyntax)found.Name).TypeArgumentList.Arguments[0].ToString());
        var types = symbols.Select(found => found.Symbol).OfType<INamedTypeSymbol>()
            .Concat(symbols.Select(found => found.Symbol?.ContainingType).OfType<INamedTypeSymbol>())
            .Select(FullName);
        return new TypeUse(FullName((INamedTypeSymbol)model.GetDeclaredSymbol(type)!), [.. calls], [.. types]);
    }

    private static string FullName(INamedTypeSymbol type) =>
        $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    private sealed record TypeUse(string Name, HashSet<string> Calls, HashSet<string> Types);
}

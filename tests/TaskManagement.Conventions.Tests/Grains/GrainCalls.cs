using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Grains;

/// <summary>
/// Who calls which grain, read from the sources: a class calls what it gets, and what the classes it names get. That
/// is more than happens, never less, but for what hides behind an interface of another project.
/// </summary>
internal static class GrainCalls
{
    private const string GetGrain = "GetGrain";

    private static readonly Lazy<IReadOnlyDictionary<string, TypeUse>> Uses = new(Collect);

    /// <summary>For each grain class the grain interfaces that its requests may call.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> ByGrain { get; } = ProductTypes.All
        .Where(ProductTypes.IsGrainClass)
        .ToDictionary(grain => grain.Name, IReadOnlySet<string> (grain) => CallsOf(grain.Name));

    /// <summary>Calls that do not say which interface they mean.</summary>
    public static IEnumerable<Finding> Untyped() =>
        from source in Repository.ProductSources
        where !source.IsEngine
        from name in source.Nodes<IdentifierNameSyntax>()
        where name.Identifier.Text == GetGrain
        select source.At(name, "name the interface: GetGrain<I…>(…)");

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
        var calls = new SortedSet<string>(StringComparer.Ordinal);
        var (seen, waiting) = (new HashSet<string>(), new Queue<string>([type]));
        while (waiting.TryDequeue(out var next))
        {
            if (!seen.Add(next))
                continue;
            var use = Uses.Value[next];
            calls.UnionWith(use.Calls);
            foreach (var other in Uses.Value.Values.Where(other => other.AnswersTo.Overlaps(use.Names)))
                waiting.Enqueue(other.Type);
        }

        return calls;
    }

    private static Dictionary<string, TypeUse> Collect() => Repository.ProductSources
        .Where(source => source.Project == "TaskManagement.EventLog" || Architecture.Contexts.Contains(source.Project))
        .SelectMany(source => source.Nodes<TypeDeclarationSyntax>().Select(type => UseOf(type)))
        .GroupBy(use => use.Type)
        .ToDictionary(uses => uses.Key, uses => uses.Aggregate((one, other) => one.With(other)));

    private static TypeUse UseOf(TypeDeclarationSyntax type)
    {
        var names = type.DescendantNodes().OfType<SimpleNameSyntax>().ToList();
        var calls = names.OfType<GenericNameSyntax>()
            .Where(name => name.Identifier.Text == GetGrain)
            .Select(name => name.TypeArgumentList.Arguments[0].ToString());
        var extensions = type.Members.OfType<MethodDeclarationSyntax>()
            .Where(method => method.ParameterList.Parameters is [{ Modifiers: [{ Text: "this" }, ..] }, ..])
            .Select(method => method.Identifier.Text);
        return new TypeUse(
            type.Identifier.Text,
            [.. calls],
            [.. names.Select(name => name.Identifier.Text)],
            [type.Identifier.Text, .. extensions]);
    }

    /// <summary>
    /// What a type calls and names, and the names that lead to it: its own and those of its extensions.
    /// </summary>
    private sealed record TypeUse(string Type, HashSet<string> Calls, HashSet<string> Names, HashSet<string> AnswersTo)
    {
        public TypeUse With(TypeUse other) => new(
            Type, [.. Calls, .. other.Calls], [.. Names, .. other.Names], [.. AnswersTo, .. other.AnswersTo]);
    }
}

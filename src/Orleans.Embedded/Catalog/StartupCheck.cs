using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Serialization;
using Orleans.Runtime;

namespace Orleans.Embedded.Catalog;

/// <summary>
/// Finds at start what would otherwise fail in some call, or, worse, only on another engine: interfaces that cannot be
/// called and types that cannot cross a call.
/// </summary>
internal static class StartupCheck
{
    private const int ProblemsShownMax = 25;

    private static readonly ConditionalWeakTable<GrainCatalog, string[]> Checked = [];

    /// <exception cref="OrleansConfigurationException">Names every problem with type, member and method.</exception>
    public static void EnsureValid(GrainCatalog catalog)
    {
        var problems = Checked.GetValue(catalog, c => [.. ProblemsOf(c), .. AliasProblems(c.Types)]);
        if (problems.Length == 0)
        {
            return;
        }

        var shown = string.Join(Environment.NewLine, problems.Take(ProblemsShownMax).Select(p => "- " + p));
        var more = problems.Length > ProblemsShownMax ? $"{Environment.NewLine}… {problems.Length} in all" : "";
        throw new OrleansConfigurationException($"Grain calls would fail:{Environment.NewLine}{shown}{more}");
    }

    public static IEnumerable<string> ProblemsOf(GrainCatalog catalog)
    {
        var walk = new CodecWalk(catalog.Types);
        var problems = catalog.Interfaces.SelectMany(type => ProblemsOf(type, walk));
        return problems.Concat(catalog.Classes.SelectMany(ProblemsOf));
    }

    public static IEnumerable<string> ProblemsOf(Type grainInterface, CodecWalk walk)
    {
        var methods = GrainInterface.MethodsOf(grainInterface);
        var aliases = methods.Select(m => m.GetCustomAttribute<AliasAttribute>()?.Alias)
            .OfType<string>().GroupBy(alias => alias).Where(group => group.Count() > 1)
            .Select(group => $"{TypeNames.Of(grainInterface)} has several methods with the alias '{group.Key}'");
        return aliases.Concat(methods.SelectMany(method => ProblemsOf(method, walk)));
    }

    private static IEnumerable<string> ProblemsOf(MethodInfo method, CodecWalk walk)
    {
        var place = $"{TypeNames.Of(method.DeclaringType!)}.{method.Name}";
        if (method.IsSpecialName)
        {
            return [$"{place}: a grain interface has methods only, no properties or events"];
        }

        if (GrainMethod.TryResultTypeOf(method.ReturnType) is not { } result)
        {
            return [$"{place} returns {TypeNames.Of(method.ReturnType)}: grain methods return Task, ValueTask, their "
                + "generic forms, or void; IAsyncEnumerable is not offered by the embedded engine"];
        }

        var parameters = method.GetParameters();
        var shape = parameters.Where(p => p.ParameterType.IsByRef)
            .Select(p => $"{place} (parameter {p.Name}): no ref, in or out").ToList();
        if (parameters.Count(p => p.ParameterType == typeof(CancellationToken)) > 1)
        {
            shape.Add($"{place} takes more than one CancellationToken");
        }

        return shape
            .Concat(parameters.Where(p => !p.ParameterType.IsByRef)
                .SelectMany(p => walk.ProblemsOf(p.ParameterType, $"{place} (parameter {p.Name})")))
            .Concat(walk.ProblemsOf(result, $"{place} (result)"));
    }

    private static IEnumerable<string> ProblemsOf(GrainClass grainClass)
    {
        if (grainClass.Type.GetInterfaces().Any(i => i.FullName == "Orleans.IRemindable"))
        {
            yield return $"{grainClass}: reminders are not offered by the embedded engine";
        }
    }

    private static IEnumerable<string> AliasProblems(IEnumerable<Type> types) => types
        .Where(type => !GrainCatalog.IsGrainInterface(type))
        .SelectMany(type => type.GetCustomAttributes<AliasAttribute>(inherit: false).Select(a => (a.Alias, Type: type)))
        .GroupBy(pair => pair.Alias)
        .Where(group => group.Count() > 1)
        .Select(group => $"an entry with the alias '{group.Key}' is already present: "
            + string.Join(", ", group.Select(pair => TypeNames.Of(pair.Type))));
}

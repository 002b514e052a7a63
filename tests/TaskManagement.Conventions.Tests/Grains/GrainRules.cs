using System.Reflection;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Grains;

/// <summary>What Orleans' analyzers and its generator refuse, so that the embedded build refuses it as well.</summary>
internal static class GrainRules
{
    private static readonly string[] Scheduling = ["ReadOnly", "AlwaysInterleave", "OneWay"];

    private static readonly string[] ReturnTypes = ["Task", "ValueTask", "IAsyncEnumerable`1", "Task`1", "ValueTask`1"];

    /// <summary>Interfaces and methods bear a name that a renaming leaves alone.</summary>
    public static IEnumerable<Finding> Unnamed(IReadOnlyList<Type> types)
    {
        var named = types.Where(type => type.IsGrainInterface() || (type.IsSerializable() && type.IsVisibleOrTop()))
            .ToList();
        foreach (var type in named.Where(type => !type.Marked("Alias")))
            yield return type.Because($"give it [Alias(\"{type.Name}\")]");
        foreach (var twice in named.Where(type => type.Marked("Alias")).GroupBy(Alias)
            .Where(group => group.Count() > 1))
            yield return twice.Last().Because($"the alias '{twice.Key}' is also that of {twice.First().InWords()}");
        foreach (var face in types.Where(ProductTypes.IsGrainInterface))
        {
            foreach (var method in face.GetMethods().Where(method => !method.IsSpecialName && !method.Marked("Alias")))
                yield return face.Because($"give {method.Name} [Alias(\"{method.Name}\")]");
            foreach (var twice in face.GetMethods().GroupBy(Alias).Where(group => group.Key != "" && group.Count() > 1))
                yield return face.Because($"several methods have the alias '{twice.Key}'");
        }
    }

    /// <summary>Grain classes have a name in storage, one each, and can be found by the host.</summary>
    public static IEnumerable<Finding> Unregistered(IReadOnlyList<Type> types)
    {
        var grains = types.Where(ProductTypes.IsGrainClass).ToList();
        foreach (var grain in grains.Where(grain => !grain.Marked("GrainType")))
            yield return grain.Because("give it [GrainType(\"…\")]; the name is part of storage keys");
        foreach (var twice in grains.GroupBy(GrainType).Where(group => group.Key != "" && group.Count() > 1))
            yield return twice.Last()
                .Because($"the grain type '{twice.Key}' is also that of {twice.First().InWords()}");
        foreach (var grain in grains.Where(grain => grain.IsNestedPrivate))
            yield return grain.Because("a private nested grain class is never registered; move it out");
        foreach (var face in types.Where(ProductTypes.IsGrainInterface))
        {
            var classes = grains.Where(grain => grain.GetInterfaces().Contains(face)).ToList();
            if (classes.Count == 0)
                yield return face.Because("no grain class implements it");
            if (classes.Count > 1 && types.All(type => !type.IsInterface || !type.GetInterfaces().Contains(face)))
                yield return face.Because($"{classes.Count} grain classes implement it; GetGrain cannot choose");
        }
    }

    /// <summary>What an interface may ask for.</summary>
    public static IEnumerable<Finding> Uncallable(IReadOnlyList<Type> types)
    {
        foreach (var face in types.Where(ProductTypes.IsGrainInterface))
        {
            foreach (var property in face.GetProperties())
                yield return face.Because($"{property.Name} is a property; make it a method that returns a task");
            foreach (var method in face.GetMethods().Where(method => !method.IsSpecialName))
            {
                if (!ReturnTypes.Contains(method.ReturnType.Name))
                    yield return face.Because($"{method.Name} returns {method.ReturnType.InWords()}; return a task");
                if (method.IsStatic)
                    yield return face.Because($"{method.Name} is static; a grain is called by reference");
                if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
                    yield return face.Because($"{method.Name} has a ref, in or out parameter; return the value");
                if (method.GetParameters().Count(parameter => parameter.ParameterType == typeof(CancellationToken)) > 1)
                    yield return face.Because($"{method.Name} takes several cancellation tokens; one is enough");
            }
        }
    }

    /// <summary>On a class these attributes are silently without effect.</summary>
    public static IEnumerable<Finding> Misattributed(IReadOnlyList<Type> types) =>
        from type in types
        where !type.IsGrainInterface()
        from method in type.GetMethods(
            BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        let mark = Scheduling.FirstOrDefault(name => method.Marked(name))
        where mark is not null
        select type.Because($"[{mark}] on {method.Name} has no effect here; put it on the interface method");

    private static string Alias(MemberInfo member) => member.Argument<string>("Alias") ?? "";

    private static string GrainType(Type type) => type.Argument<string>("GrainType") ?? "";

    private static bool IsVisibleOrTop(this Type type) => !type.IsNestedPrivate;
}

using System.Reflection;

namespace Orleans.Embedded.Catalog;

/// <summary>
/// The assemblies in which grains are looked for: those that reference the engine and are loaded, or are referenced,
/// directly or not, by the program or by a loaded assembly. Others have no grains, as with Orleans.
/// </summary>
internal static class ApplicationParts
{
    private static readonly string EngineName = typeof(ApplicationParts).Assembly.GetName().Name!;

    public static IReadOnlyList<Assembly> Find()
    {
        var found = new Dictionary<string, Assembly>();
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic));
        if (Assembly.GetEntryAssembly() is { } program)
        {
            open.Enqueue(program);
        }

        while (open.TryDequeue(out var assembly))
        {
            if (IsFramework(assembly.GetName()) || !found.TryAdd(assembly.FullName!, assembly))
            {
                continue;
            }

            foreach (var name in assembly.GetReferencedAssemblies().Where(name => !IsFramework(name)))
            {
                if (TryLoad(name) is { } referenced)
                {
                    open.Enqueue(referenced);
                }
            }
        }

        return [.. found.Values.Where(ReferencesEngine).OrderBy(a => a.FullName, StringComparer.Ordinal)];
    }

    /// <summary>Types that code of another assembly could name, which is what Orleans' generator asks for.</summary>
    public static IEnumerable<Type> AccessibleTypes(Assembly assembly)
    {
        Type?[] types;
        try
        {
            types = assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            types = partly.Types;
        }

        return types.OfType<Type>().Where(IsAccessible);
    }

    private static bool IsAccessible(Type type)
    {
        for (var outer = type; outer is not null; outer = outer.DeclaringType)
        {
            if (outer.IsNestedPrivate || outer.IsNestedFamily || outer.IsNestedFamANDAssem)
            {
                return false;
            }
        }

        return true;
    }

    private static bool ReferencesEngine(Assembly assembly) =>
        Array.Exists(assembly.GetReferencedAssemblies(), name => name.Name == EngineName);

    private static bool IsFramework(AssemblyName name) => name.Name is "mscorlib" or "netstandard" or "System"
        || name.Name!.StartsWith("System.", StringComparison.Ordinal)
        || name.Name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // An optional reference that was not deployed has no grains either.
            return null;
        }
    }
}

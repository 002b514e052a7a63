using System.Reflection;

namespace TaskManagement.Conventions.Tests.Grains;

/// <summary>A type that crosses a grain call or lies in a grain's storage.</summary>
/// <param name="Type">The type.</param>
/// <param name="Owner">The type whose declaration brings it there.</param>
/// <param name="Where">The member of the owner.</param>
internal sealed record Crossing(Type Type, Type Owner, string Where);

/// <summary>Walks from grain methods and persistent state to every type that they carry.</summary>
internal static class WireTypes
{
    /// <summary>Each type once, with the first way that leads to it.</summary>
    public static IReadOnlyCollection<Crossing> Of(IReadOnlyList<Type> types)
    {
        var found = new Dictionary<Type, Crossing>();
        var waiting = new Queue<Crossing>(Roots(types));
        while (waiting.TryDequeue(out var crossing))
        {
            var type = crossing.Type.IsGenericType && crossing.Type.IsSerializable()
                ? crossing.Type.GetGenericTypeDefinition()
                : crossing.Type;
            if (found.TryAdd(type, crossing with { Type = type }))
                Parts(crossing, types).ToList().ForEach(waiting.Enqueue);
        }

        return found.Values;
    }

    private static IEnumerable<Crossing> Roots(IReadOnlyList<Type> types)
    {
        foreach (var face in types.Where(ProductTypes.IsGrainInterface))
        {
            foreach (var method in face.GetMethods())
            {
                yield return new Crossing(method.ReturnType, face, method.Name);
                foreach (var parameter in method.GetParameters())
                    yield return new Crossing(parameter.ParameterType, face, $"{method.Name}({parameter.Name})");
            }
        }

        foreach (var grain in types.Where(ProductTypes.IsGrainClass))
        {
            foreach (var parameter in grain.GetConstructors().SelectMany(constructor => constructor.GetParameters()))
            {
                if (parameter.Marked("PersistentState"))
                    yield return new Crossing(
                        parameter.ParameterType.GetGenericArguments()[0], grain, $"state {parameter.Name}");
            }
        }

        foreach (var type in types.Where(ProductTypes.IsSerializable))
            yield return new Crossing(type, type, "the type");
    }

    private static IEnumerable<Crossing> Parts(Crossing crossing, IReadOnlyList<Type> types)
    {
        var type = crossing.Type;
        if (type.IsArray)
            yield return crossing with { Type = type.GetElementType()! };
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
            yield return crossing with { Type = argument };
        if (!type.IsSerializable() || type.IsEnum)
            yield break;
        foreach (var field in type.StoredFields())
            yield return new Crossing(field.FieldType, type, field.Written().Name);
        foreach (var derived in types.Where(other => other.BaseType == type))
            yield return new Crossing(derived, type, "the hierarchy");
    }
}
